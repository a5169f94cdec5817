package dev.fishnet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-51")
class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SEED = HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    private static final byte[] KEY = HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    private static final byte[] MESSAGE = {'a', 'b', 'c'};

    /** RFC 8032, section 7.1, tests 1, 2, 3 and SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    })
    void keysAndSignaturesAreThoseOfTheRfc(String seed, String key, String message, String signature) {
        assertEquals(key, HEX.formatHex(Ed25519.publicKey(HEX.parseHex(seed))));
        assertEquals(signature, HEX.formatHex(Ed25519.sign(HEX.parseHex(seed), HEX.parseHex(message))));
        assertTrue(Ed25519.verifies(HEX.parseHex(key), HEX.parseHex(message), HEX.parseHex(signature)));
    }

    @Test
    void aSignatureIsOfItsMessageAndKeyAlone() {
        byte[] signature = Ed25519.sign(SEED, MESSAGE);

        assertTrue(Ed25519.verifies(KEY, MESSAGE, signature));
        assertFalse(Ed25519.verifies(KEY, new byte[] {'a', 'b', 'd'}, signature));
        assertFalse(Ed25519.verifies(Ed25519.publicKey(new byte[32]), MESSAGE, signature));
        for (int bit = 0; bit < 8 * Ed25519.SIGNATURE_BYTES; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            int flipped = bit;
            assertFalse(Ed25519.verifies(KEY, MESSAGE, changed), () -> "bit " + flipped);
        }
    }

    /** RFC 8032, section 5.1.7: with the group's order added, the same signature would be written in another way. */
    @Test
    void aSignatureIsWrittenInOneWay() {
        byte[] signature = Ed25519.sign(SEED, MESSAGE);
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] half = Arrays.copyOfRange(signature, 32, 64);
        byte[] sum = reversed(new BigInteger(1, reversed(half)).add(order).toByteArray());
        System.arraycopy(sum, 0, signature, 32, 32);

        assertFalse(Ed25519.verifies(KEY, MESSAGE, signature));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00",
                // the neutral point, and one of order 4: each would take some signature for any message
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                // y = p + 1, the neutral point written in another way
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                // no point of the curve has this y
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void whatIsNoPublicKeyVerifiesNothing(String hex) {
        byte[] key = HEX.parseHex(hex);
        byte[] forged = new byte[Ed25519.SIGNATURE_BYTES];
        forged[0] = 1;

        assertFalse(Ed25519.isPublicKey(key));
        assertFalse(Ed25519.verifies(key, MESSAGE, forged));
        assertFalse(Ed25519.verifies(key, MESSAGE, Ed25519.sign(SEED, MESSAGE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void whatIsNoSignatureIsNone(int length) {
        assertFalse(Ed25519.verifies(KEY, MESSAGE, Arrays.copyOf(Ed25519.sign(SEED, MESSAGE), length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void whatIsNoSeedSignsNothing(int length) {
        assertThrows(IllegalArgumentException.class, () -> Ed25519.sign(new byte[length], MESSAGE));
        assertThrows(IllegalArgumentException.class, () -> Ed25519.publicKey(new byte[length]));
    }

    @Test
    void theSeedIsLentAndStaysAsItIs() {
        byte[] seed = SEED.clone();

        Ed25519.sign(seed, MESSAGE);

        assertEquals(HEX.formatHex(SEED), HEX.formatHex(seed));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[32];
        for (int i = 0; i < bytes.length && i < 32; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
