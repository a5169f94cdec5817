package dev.fishnet.proxy.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.vault.SecretBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-05")
class KeyMaskTest {
    /** In the table a bar ends a chunk. */
    @ParameterizedTest
    @CsvSource({
        "sk-abc, 'nothing here', 'nothing here'",
        "sk-abc, 'x sk-abc y', 'x ****** y'",
        "sk-abc, 'sk-abcsk-abc', '************'",
        "sk-abc, 'sk-sk-abc', 'sk-******'",
        "sk-abc, 'x SK-aBC y', 'x ****** y'",
        "sk-abc, 'sk-|abc', '******'",
        "sk-abc, 's|k|-|a|b|c', '******'",
        "sk-abc, 'sk-a|bd', 'sk-abd'",
        "sk-abc, 'sk-ab', 'sk-ab'",
        "sk-abc, 'sk-ab|sk-abc', 'sk-ab******'",
        "sk-abc, 'sk-as|k-abc', 'sk-a******'",
        "aab, 'aaaab', 'aa***'",
        "aab, 'a|a|a|a|b', 'aa***'",
        "abab, 'ababab', '****ab'",
        "aa, 'aaa', '**a'",
        "a, 'banana', 'b*n*n*'",
        "abcabd, 'abcab|cabd', 'abc******'"
    })
    void masksTheKeyAndNothingElse(String key, String chunks, String expected) throws UnusableKeyException {
        assertEquals(expected, masked(key, chunks.split("\\|")));
    }

    @Test
    void holdsBackNoMoreThanTheBeginningOfTheKey() throws UnusableKeyException {
        HeldKey key = key("sk-abc");
        try (KeyMask mask = new KeyMask(key, ByteBufAllocator.DEFAULT)) {
            assertEquals("x ", text(mask.pass(chunk("x sk-"))));
            assertEquals("", text(mask.pass(chunk("ab"))));
            assertEquals("sk-abx", text(mask.pass(chunk("x"))));
            assertEquals("data\n\n", text(mask.pass(chunk("data\n\n"))));
        }
    }

    /** Against the plain way of doing it, on texts in which beginnings of the key are everywhere. */
    @Test
    void agreesWithReplacementInTheWholeText() throws UnusableKeyException {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String key = word(random, 1 + random.nextInt(6));
            String text = word(random, random.nextInt(60));
            String expected = replaced(text, key);
            assertEquals(expected, masked(key, cut(text, random)), () -> key + " in " + text);
        }
    }

    /** The same where most of a text is no part of any key, and is passed over; of the two keys one has a plus. */
    @ParameterizedTest
    @ValueSource(strings = {"sk-AbC_dEf.0123", "sk-AbC+dEf/0123"})
    @Tag("S-69")
    void aKeyIsFoundAmongOtherWords(String key) throws UnusableKeyException {
        Random random = new Random(69);
        List<String> parts =
                List.of(key, "sk-AbC", "_dEf.0", "+dEf/", "123", "s", " ", "\"", "+", "\n", "a word", "\u00e9");
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            String expected = replaced(text.toString(), key);
            assertEquals(expected, masked(key, cut(text.toString(), random)));
            assertEquals(expected, masked(key, text.toString()));
        }
    }

    /** How far the search looks must not tell what the key is. */
    @Test
    @Tag("S-69")
    void whatIsPassedOverIsTheSameForEveryKeyOfALength() throws UnusableKeyException {
        Random random = new Random(70);
        HeldKey one = key("sk-0000");
        for (int round = 0; round < 2_000; round++) {
            HeldKey other = key(word(random, 7));
            byte[] text = (word(random, random.nextInt(12)) + " +" + word(random, 9) + "\"").getBytes(ISO_8859_1);
            int from = random.nextInt(text.length);
            assertEquals(one.skip(text, from, text.length), other.skip(text, from, text.length));
        }
    }

    @Test
    void namesAndValuesAreSearchedInEitherCase() throws UnusableKeyException {
        HeldKey key = key("sk-AbC");
        assertTrue(key.isIn("Bearer sk-AbC;"));
        assertTrue(key.isIn("x-SK-ABC"));
        assertTrue(!key.isIn("sk-Ab"));
        assertTrue(!key.isIn("sk-Ab\u0143C"));
    }

    @Test
    @Tag("S-14")
    void theLastReleaseWipesTheKey() throws UnusableKeyException {
        HeldKey key = key("sk-abc").retain();
        key.release();
        assertEquals("sk-abc", text(written(key)));
        key.release();
        assertEquals("\0\0\0\0\0\0", text(written(key)));
    }

    private static ByteBuf written(HeldKey key) {
        ByteBuf target = Unpooled.buffer(16);
        key.appendTo(target);
        return target;
    }

    @Test
    @Tag("S-14")
    void isNotPrinted() throws UnusableKeyException {
        assertEquals("HeldKey[6 bytes]", key("sk-abc").toString());
    }

    private static String replaced(String text, String key) {
        StringBuilder out = new StringBuilder(text);
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(key.toLowerCase(Locale.ROOT));
        while (at >= 0) {
            out.replace(at, at + key.length(), "*".repeat(key.length()));
            at = lower.indexOf(key.toLowerCase(Locale.ROOT), at + key.length());
        }
        return out.toString();
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("aAb".charAt(random.nextInt(3)));
        }
        return word.toString();
    }

    private static String[] cut(String text, Random random) {
        StringBuilder cut = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            cut.append(text.charAt(i)).append(random.nextInt(3) == 0 ? "|" : "");
        }
        return cut.toString().split("\\|");
    }

    private static String masked(String secret, String... chunks) throws UnusableKeyException {
        HeldKey key = key(secret);
        StringBuilder out = new StringBuilder();
        try (KeyMask mask = new KeyMask(key, ByteBufAllocator.DEFAULT)) {
            for (String chunk : chunks) {
                out.append(text(mask.pass(chunk(chunk))));
            }
            out.append(text(mask.finish()));
        }
        key.release();
        return out.toString();
    }

    private static HeldKey key(String secret) throws UnusableKeyException {
        return HeldKey.of(SecretBytes.takeFrom(secret.getBytes(ISO_8859_1)));
    }

    private static ByteBuf chunk(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    private static String text(ByteBuf bytes) {
        try {
            return bytes.toString(ISO_8859_1);
        } finally {
            bytes.release();
        }
    }
}
