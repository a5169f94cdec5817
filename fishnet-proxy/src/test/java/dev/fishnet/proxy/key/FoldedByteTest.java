package dev.fishnet.proxy.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedByteTest {
    private static final int LENGTH = 20;

    /** Every byte at every place of a text longer than what is looked at in one go. */
    @ParameterizedTest
    @ValueSource(chars = {'a', 's', 'z', '0', '-', '_', '.', '@', '[', '`', '{', '!', '~'})
    @Tag("S-69")
    void findsALetterInEitherCaseAndAnyOtherByteAsItIs(char wanted) {
        for (int octet = 0; octet < 256; octet++) {
            boolean same = octet == wanted || (wanted >= 'a' && wanted <= 'z' && octet == wanted - 32);
            for (int place = 1; place < LENGTH; place++) {
                byte[] text = new byte[LENGTH];
                Arrays.fill(text, (byte) (wanted + 1));
                text[0] = (byte) wanted;
                text[place] = (byte) octet;
                assertEquals(same ? place : LENGTH, FoldedByte.find((byte) wanted, text, 1, LENGTH), "byte " + octet);
            }
        }
    }
}
