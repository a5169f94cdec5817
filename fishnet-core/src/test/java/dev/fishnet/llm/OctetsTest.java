package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte at every place of a text longer than what is looked at in one go, behind bytes of several kinds. */
class OctetsTest {
    private static final int LENGTH = 20;

    @ParameterizedTest
    @ValueSource(chars = {' ', '!', '#', '[', ']', 'x', '~', '\u007f'})
    void plainTextEndsAtWhateverJsonHasNotAsItIs(char before) {
        for (int octet = 0; octet < 256; octet++) {
            boolean plain = octet >= ' ' && octet < 0x80 && octet != '"' && octet != '\\';
            for (int place = 1; place < LENGTH; place++) {
                byte[] text = text(before, place, octet);
                assertEquals(plain ? LENGTH : place, Octets.plainEnd(text, 1, LENGTH), "byte " + octet);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', '\u000b', ' ', 'x', '\u00ff'})
    void aLineEndsAtItsFeedOrReturn(char before) {
        for (int octet = 0; octet < 256; octet++) {
            boolean end = octet == '\n' || octet == '\r';
            for (int place = 1; place < LENGTH; place++) {
                byte[] text = text(before, place, octet);
                assertEquals(end ? place : LENGTH, Octets.lineEnd(text, 1, LENGTH), "byte " + octet);
            }
        }
    }

    @Test
    void nothingBehindTheEndMatters() {
        byte[] text = text('"', 0, '"');
        Arrays.fill(text, 0, 9, (byte) 'x');
        assertEquals(9, Octets.plainEnd(text, 0, 9));
        assertEquals(5, Octets.plainEnd(text, 5, 5));
    }

    private static byte[] text(char before, int place, int octet) {
        byte[] text = new byte[LENGTH];
        Arrays.fill(text, (byte) before);
        text[place] = (byte) octet;
        return text;
    }
}
