package dev.fishnet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors 13, 14 and 16 of the GCM submission to NIST (McGrew and Viega), which are the AES-256 ones. */
@Tag("S-11")
class AesGcmTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ZERO_KEY = "0000000000000000000000000000000000000000000000000000000000000000";
    private static final String KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";

    @ParameterizedTest
    @CsvSource({
        ZERO_KEY + ",000000000000000000000000,'','','',530f8afbc74536b9a963b4f1c4cb738b",
        ZERO_KEY + ",000000000000000000000000,'',00000000000000000000000000000000,"
                + "cea7403d4d606b6e074ec5d3baf39d18,d0d1c8a799996bf0265b98b5d48ab919",
        KEY + ",cafebabefacedbaddecaf888,feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662,"
                + "76fc6ece0f4e1768cddf8853bb2d551b"
    })
    void theVectorsHoldBothWays(String key, String nonce, String associated, String plain, String cipher, String tag) {
        byte[] sealed = AesGcm.seal(bytes(key), bytes(nonce), bytes(associated), bytes(plain));

        assertEquals(cipher + tag, HEX.formatHex(sealed));
        assertArrayEquals(
                bytes(plain),
                AesGcm.open(bytes(key), bytes(nonce), bytes(associated), sealed).orElseThrow());
    }

    @Test
    void anythingElseThanWhatWasSealedDoesNotOpen() {
        byte[] key = bytes(KEY);
        byte[] nonce = bytes("cafebabefacedbaddecaf888");
        byte[] sealed = AesGcm.seal(key, nonce, new byte[] {1}, new byte[] {2, 3});

        assertTrue(AesGcm.open(bytes(ZERO_KEY), nonce, new byte[] {1}, sealed).isEmpty(), "another key");
        assertTrue(AesGcm.open(key, new byte[12], new byte[] {1}, sealed).isEmpty(), "another nonce");
        assertTrue(AesGcm.open(key, nonce, new byte[] {9}, sealed).isEmpty(), "another place");
        assertTrue(AesGcm.open(key, nonce, new byte[] {1}, new byte[18]).isEmpty(), "another ciphertext");
        assertTrue(AesGcm.open(key, nonce, new byte[] {1}, new byte[3]).isEmpty(), "shorter than a tag");
    }

    @Test
    void shorterKeysAndOtherNoncesAreMistakes() {
        byte[] nothing = {};

        assertThrows(IllegalArgumentException.class, () -> AesGcm.seal(new byte[16], new byte[12], nothing, nothing));
        assertThrows(IllegalArgumentException.class, () -> AesGcm.seal(new byte[32], new byte[16], nothing, nothing));
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }
}
