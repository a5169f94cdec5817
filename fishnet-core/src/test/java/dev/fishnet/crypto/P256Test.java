package dev.fishnet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-24")
class P256Test {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** RFC 6979, appendix A.2.5. */
    private static final String SCALAR = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

    /** RFC 6979, appendix A.2.5, with SHA-256; the second {@code s} begins with a zero that its DER does not need. */
    @ParameterizedTest
    @CsvSource({
        "sample,3046"
                + "022100EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                + "022100F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        "test,3045"
                + "022100F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
                + "0220019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
    })
    void signaturesAreThoseOfTheRfc(String message, String expected) {
        byte[] signature = P256.sign(HEX.parseHex(SCALAR), message.getBytes(StandardCharsets.US_ASCII));

        assertEquals(expected, HEX.formatHex(signature));
    }

    /** RFC 6979, appendix A.2.5; then 1, whose point is the generator (SEC 2, section 2.4.2), and n - 1, its mirror. */
    @ParameterizedTest
    @CsvSource({
        SCALAR
                + ",60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
                + ",7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
        "0000000000000000000000000000000000000000000000000000000000000001"
                + ",6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
                + ",4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550"
                + ",6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
                + ",B01CBD1C01E58065711814B583F061E9D431CCA994CEA1313449BF97C840AE0A"
    })
    void aPointIsThatOfItsScalar(String scalar, String x, String y) {
        assertEquals("04" + x + y, HEX.formatHex(P256.publicPoint(HEX.parseHex(scalar))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                // 0, n, n + 1, the largest number of 32 bytes
                "0000000000000000000000000000000000000000000000000000000000000000",
                "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
                "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552",
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
                // 1 in 31 and in 33 bytes
                "00000000000000000000000000000000000000000000000000000000000001",
                "000000000000000000000000000000000000000000000000000000000000000001"
            })
    void whatIsNoScalarIsRefused(String hex) {
        byte[] bytes = HEX.parseHex(hex);

        assertFalse(P256.isScalar(bytes));
        assertThrows(IllegalArgumentException.class, () -> P256.publicPoint(bytes));
        assertThrows(IllegalArgumentException.class, () -> P256.sign(bytes, new byte[0]));
    }

    @Test
    void aRandomScalarIsOneAndDiffersFromTheNext() {
        byte[] one = P256.randomScalar();

        assertTrue(P256.isScalar(one));
        assertNotEquals(HEX.formatHex(one), HEX.formatHex(P256.randomScalar()));
    }

    @Test
    void theScalarIsLentAndStaysAsItIs() {
        byte[] scalar = HEX.parseHex(SCALAR);

        P256.sign(scalar, new byte[] {1});

        assertEquals(SCALAR, HEX.formatHex(scalar));
    }
}
