package dev.fishnet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-11")
class Argon2idTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Computed with libargon2 and libsodium, with the parameters a new vault has. */
    @Test
    void theDefaultParametersGiveWhatTheReferenceImplementationGives() {
        byte[] password = "correct horse battery staple".getBytes(StandardCharsets.US_ASCII);
        byte[] salt = HEX.parseHex("000102030405060708090a0b0c0d0e0f");

        byte[] key = Argon2id.derive(password, salt, 262_144, 3, 1, 32);

        assertEquals("aad608b5866cef907f47d5cae529ed01a91301c92c5d5fef46e1a65e394e5742", HEX.formatHex(key));
    }

    /** RFC 9106, section 5.3. */
    @Test
    void theVectorOfTheRfcHolds() {
        Argon2Parameters.Builder parameters = Argon2id.parameters(repeated(2, 16), 32, 3, 4)
                .withSecret(repeated(3, 8))
                .withAdditional(repeated(4, 12));

        byte[] tag = Argon2id.derive(repeated(1, 32), parameters, 32);

        assertEquals("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", HEX.formatHex(tag));
    }

    @Test
    void thePasswordIsLeftAsItWas() {
        byte[] password = repeated('p', 8);

        Argon2id.derive(password, repeated(1, 16), 8, 1, 1, 32);

        assertEquals("pppppppp", new String(password, StandardCharsets.US_ASCII));
    }

    private static byte[] repeated(int value, int times) {
        byte[] bytes = new byte[times];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
