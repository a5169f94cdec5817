package dev.fishnet.llm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWordTest {
    private static final int MOST = 100;

    /** By characters, and by runs where there are some. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "role",
                "roles",
                "rolé",
                "é",
                "aé…😀b",
                "a name of more than thirty-two characters, all ASCII"
            })
    void saysWhatWasAdded(String text) {
        JsonWord word = new JsonWord(MOST);
        for (int round = 0; round < 2; round++) {
            text.codePoints().forEach(word::add);
            assertEquals(text, word.toString());
            add(word, " and so on, for some more characters");
            assertEquals(text + " and so on, for some more characters", word.toString());
            assertEquals(word.toString().length(), word.length());
            assertEquals(text + " ", word.subSequence(0, text.length() + 1));
            assertEquals(' ', word.charAt(text.length()));
            word.clear();
        }
    }

    @Test
    void keepsNoMoreThanItMay() {
        JsonWord word = new JsonWord(5);
        add(word, "abc");
        add(word, "def");
        word.add('x');
        word.add('é');
        assertEquals("abcde", word.toString());
    }

    @Test
    void aWordOfTheApisIsAlwaysTheSame() {
        JsonWord word = new JsonWord(MOST);
        add(word, "max_completion_tokens");
        assertSame("max_completion_tokens", word.toString());
    }

    private static void add(JsonWord word, String ascii) {
        word.add(ascii.getBytes(US_ASCII), 0, ascii.length());
    }
}
