package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryReaderTest {
    private static final String ACT = "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"act\","
            + "\"action\":\"policy_edited\",\"uid\":10,\"about\":\"a\",\"detail\":\"d\"}";
    private static final String MORE = "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"denied_more\","
            + "\"since\":\"2026-11-22T11:00:00.000Z\",\"asked\":{\"agent\":\"a\",\"method\":\"GET\",\"path\":\"/\"},"
            + "\"code\":\"caller_unknown\",\"count\":2}";
    private static final String OUTCOME = "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"outcome\","
            + "\"intent\":3,\"ending\":\"answered\",\"cost\":5,\"took\":6}";

    static List<Arguments> oddities() {
        List<Arguments> all = new ArrayList<>();
        all.addAll(odd(
                ACT,
                "a blank",
                ":7",
                ": 7",
                "a line feed behind it",
                "\"d\"}",
                "\"d\"}\n",
                "a comma behind the last",
                "\"d\"}",
                "\"d\",}",
                "keys in another order",
                "\"about\":\"a\",\"detail\":\"d\"",
                "\"detail\":\"d\",\"about\":\"a\"",
                "a key twice",
                "\"about\":\"a\"",
                "\"about\":\"a\",\"about\":\"a\"",
                "a key of nobody",
                "\"uid\":10",
                "\"gid\":10",
                "a key that is escaped",
                "\"about\"",
                "\"\\u0061bout\"",
                "a missing key",
                ",\"about\":\"a\"",
                "",
                "null",
                "\"uid\":10",
                "\"uid\":null",
                "a text for a number",
                "\"uid\":10",
                "\"uid\":\"10\"",
                "a number for a text",
                "\"about\":\"a\"",
                "\"about\":1",
                "a zero in front",
                "\"uid\":10",
                "\"uid\":010",
                "a plus",
                "\"uid\":10",
                "\"uid\":+10",
                "minus zero",
                "\"uid\":10",
                "\"uid\":-0",
                "an exponent",
                "\"uid\":10",
                "\"uid\":1e1",
                "a fraction",
                "\"uid\":10",
                "\"uid\":10.0",
                "a number of 65 bits",
                "\"uid\":10",
                "\"uid\":18446744073709551626",
                "a number that turns round",
                "\"uid\":10",
                "\"uid\":9223372036854775808",
                "a needless escape",
                "\"d\"",
                "\"\\u0041\"",
                "an escaped slash",
                "\"d\"",
                "\"\\/\"",
                "a short escape",
                "\"d\"",
                "\"\\n\"",
                "an escape in upper case",
                "\"d\"",
                "\"\\u001F\"",
                "an escape of a quote",
                "\"d\"",
                "\"\\u0022\"",
                "an escape that is cut",
                "\"d\"",
                "\"\\u00",
                "a control character",
                "\"d\"",
                "\"\t\"",
                "no UTF-8",
                "\"d\"",
                "\"\u00e4\"",
                "UTF-8 in too many bytes",
                "\"d\"",
                "\"\u00c0\u00af\"",
                "half a pair in UTF-8",
                "\"d\"",
                "\"\u00ed\u00a0\u00bd\"",
                "a text without its end",
                "\"d\"}",
                "\"d",
                "an unknown kind",
                "\"act\"",
                "\"acts\"",
                "an unknown word",
                "policy_edited",
                "policy_admired",
                "a word in upper case",
                "policy_edited",
                "Policy_edited",
                "a negative index",
                "\"n\":7",
                "\"n\":-7",
                "an index with a zero in front",
                "\"n\":7",
                "\"n\":07",
                "another version",
                "\"v\":1",
                "\"v\":2",
                "a version with a zero in front",
                "\"v\":1",
                "\"v\":01",
                "no object",
                "{\"v\"",
                "[\"v\"",
                "a byte order mark",
                "{\"v\"",
                "\u00ef\u00bb\u00bf{\"v\"",
                "two decimals",
                "00.000Z",
                "00.00Z",
                "an offset",
                "00.000Z",
                "00.000+00:00",
                "a small z",
                "00.000Z",
                "00.000z",
                "a month too many",
                "2026-11-22",
                "2026-13-22",
                "a day too many",
                "2026-11-22",
                "2026-11-31",
                "a leap day of no leap year",
                "2026-11-22",
                "2026-02-29",
                "an hour too many",
                "T12:",
                "T24:",
                "a leap second",
                "00.000Z",
                "60.000Z",
                "before 1970",
                "2026-11-22",
                "1969-11-22"));
        all.addAll(odd(
                MORE,
                "an empty object",
                "{\"agent\":\"a\",\"method\":\"GET\",\"path\":\"/\"}",
                "{}",
                "a name that is none",
                "\"agent\":\"a\"",
                "\"agent\":\"A\"",
                "something behind an object",
                "\"/\"}",
                "\"/\"},{}",
                "a list for an object",
                "\"asked\":{",
                "\"asked\":["));
        all.addAll(odd(
                OUTCOME,
                "a negative amount",
                "\"cost\":5",
                "\"cost\":-5",
                "an intent that is no number",
                "\"intent\":3",
                "\"intent\":\"3\"",
                "no intent",
                "\"intent\":3,",
                "",
                "another ending",
                "answered",
                "unanswered"));
        return all;
    }

    private static List<Arguments> odd(String entry, String... rows) {
        List<Arguments> all = new ArrayList<>();
        for (int i = 0; i < rows.length; i += 3) {
            all.add(Arguments.of(rows[i], changed(entry, rows[i + 1], rows[i + 2])));
        }
        return all;
    }

    private static byte[] changed(String entry, String what, String with) {
        String changed = entry.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(with));
        assertTrue(!changed.equals(entry), () -> what + " is not there to be changed");
        return changed.getBytes(ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    @Tag("S-52")
    void whatIsSpeltOtherwiseIsNoEntry(String what, byte[] text) {
        FishnetException refused = assertThrows(FishnetException.class, () -> EntryReader.read(text));

        assertEquals(ErrorKind.CORRUPT, refused.kind());
    }

    @Test
    void theEntriesThatAreChangedThereAreSoundBefore() {
        for (String entry : List.of(ACT, MORE, OUTCOME)) {
            assertDoesNotThrow(() -> EntryReader.read(entry.getBytes(UTF_8)));
            assertDoesNotThrow(() -> EntryReader.glance(entry.getBytes(UTF_8)));
        }
    }

    @Test
    void aRefusalSaysWhere() {
        byte[] text = changed(ACT, "\"uid\":10", "\"uid\":010");

        FishnetException refused = assertThrows(FishnetException.class, () -> EntryReader.read(text));

        assertEquals(
                "the entry is not written as the log writes entries: at byte 89 it has another spelling than an"
                        + " entry's",
                refused.getMessage());
    }

    @Test
    void anotherVersionIsSaidToBeOne() {
        FishnetException refused =
                assertThrows(FishnetException.class, () -> EntryReader.read(changed(ACT, "\"v\":1", "\"v\":2")));

        assertEquals("the entry is of version 2 of the format, and this release reads version 1", refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("overdone")
    void whatIsCutInWritingIsNotReadUncut(String what, byte[] text) {
        assertThrows(FishnetException.class, () -> EntryReader.read(text), what);
    }

    static List<Arguments> overdone() {
        String rules = "\"rules\":[" + "\"a\",".repeat(64) + "\"a\"]";
        String permit = "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"permit\","
                + "\"asked\":{\"method\":\"GET\",\"path\":\"/\"},\"judged\":{\"policy\":\"p\"," + rules
                + "},\"digest\":\"d\"}";
        return List.of(
                Arguments.of("a text over its limit", changed(ACT, "\"d\"", "\"" + "d".repeat(4097) + "\"")),
                Arguments.of("a list over its limit", permit.getBytes(UTF_8)),
                Arguments.of(
                        "an empty list", permit.replace(rules, "\"rules\":[]").getBytes(UTF_8)),
                Arguments.of("an entry over its limit", changed(ACT, "\"d\"", "\"" + "d".repeat(1 << 20) + "\"")),
                Arguments.of("nothing", new byte[0]),
                Arguments.of("a brace", "{".getBytes(UTF_8)));
    }

    @Test
    @Tag("S-52")
    void everyChangedByteMakesAnotherEntryOrNone() throws FishnetException {
        int others = 0;
        for (AuditEntry entry : OneOfEach.entries()) {
            byte[] text = EntryText.of(7, entry);
            for (int at = 0; at < text.length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] changed = text.clone();
                    changed[at] ^= (byte) (1 << bit);
                    others += readsOnlyItself(changed) ? 1 : 0;
                }
            }
        }
        assertTrue(others > 1000, "read " + others);
    }

    @Test
    @Tag("S-52")
    void whatIsCutInsertedLeftOutOrSwappedIsAnotherEntryOrNone() throws FishnetException {
        Random random = new Random(11);
        RandomEntries entries = new RandomEntries(11, false);
        int others = 0;
        for (int round = 0; round < 30_000; round++) {
            byte[] text = EntryText.of(random.nextInt(1000), entries.next());
            byte[] changed = text;
            for (int i = 0; i <= round % 3; i++) {
                changed = MUTATIONS.get(random.nextInt(MUTATIONS.size())).apply(changed);
            }
            others += readsOnlyItself(changed) ? 1 : 0;
        }
        assertTrue(others > 1000, "read " + others);
    }

    private static final Random PLACES = new Random(13);
    private static final byte[] SPICE = "{}[]\",:\\u0019-+.eZnulltrue\u00c3\u00ff\u0000\n ".getBytes(ISO_8859_1);
    private static final List<UnaryOperator<byte[]>> MUTATIONS = List.of(
            text -> Arrays.copyOf(text, place(text)),
            text -> joined(text, place(text), 1, SPICE[PLACES.nextInt(SPICE.length)]),
            text -> joined(text, place(text), 0, SPICE[PLACES.nextInt(SPICE.length)]),
            text -> joined(text, place(text), 1),
            text -> joined(text, place(text), -5),
            text -> joined(text, place(text), 1 + PLACES.nextInt(20)),
            text -> Arrays.copyOf(text, text.length + 1));

    private static int place(byte[] text) {
        return PLACES.nextInt(Math.max(1, text.length));
    }

    /** Something in place of some bytes; a negative number of them is said once more. */
    private static byte[] joined(byte[] text, int at, int gone, byte... instead) {
        int from = Math.min(text.length, at);
        int to = Math.max(0, Math.min(text.length, at + gone));
        byte[] joined = Arrays.copyOf(text, from + instead.length + text.length - to);
        System.arraycopy(instead, 0, joined, from, instead.length);
        System.arraycopy(text, to, joined, from + instead.length, text.length - to);
        return joined;
    }

    /** Whether it is read; then it is written again as it was, and a glance agrees. Nothing else may be thrown. */
    private static boolean readsOnlyItself(byte[] text) throws FishnetException {
        EntryReader.Recorded read;
        try {
            read = EntryReader.read(text);
        } catch (FishnetException refused) {
            assertEquals(ErrorKind.CORRUPT, refused.kind());
            glanceOrRefuse(text);
            return false;
        }
        assertArrayEquals(text, EntryText.of(read.index(), read.entry()));
        assertEquals(
                new EntryReader.Glance(read.index(), EntryText.kind(read.entry()), EntryText.intent(read.entry())),
                EntryReader.glance(text));
        return true;
    }

    private static void glanceOrRefuse(byte[] text) {
        try {
            EntryReader.glance(text);
        } catch (FishnetException refused) {
            assertEquals(ErrorKind.CORRUPT, refused.kind());
        }
    }

    static List<String> glances() {
        return List.of(
                "{\"v\":2,\"n\":7,",
                "{\"v\":1,\"n\":,",
                "{\"v\":1,\"n\":-1,",
                "{\"v\":1,\"n\":01,",
                "{\"v\":1,\"n\":9223372036854775808,",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.00Z\",\"kind\":\"act\",\"a\":1}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22 12:00:00.000Z\",\"kind\":\"act\",\"a\":1}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"\",\"a\":1}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"acts\",\"a\":1}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"act\"}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"act",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"act\",\"a\":1",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"outcome\",\"a\":1}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"outcome\",\"intent\":x,\"a\":1}",
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"prompt\",\"intent\":03,\"a\":1}");
    }

    @ParameterizedTest
    @MethodSource("glances")
    void aGlanceIsStrictAboutWhatItLooksAt(String text) {
        FishnetException refused = assertThrows(FishnetException.class, () -> EntryReader.glance(text.getBytes(UTF_8)));

        assertEquals(ErrorKind.CORRUPT, refused.kind());
    }

    @Test
    void aTextOfAnAgentsCannotPassForAnIntent() throws FishnetException {
        AuditEntry entry = new AuditEntry.Prompt(Instant.EPOCH, 5, "\",\"intent\":7,\"kind\":\"act\"", 0);

        assertEquals(5, EntryReader.glance(EntryText.of(6, entry)).intent().orElseThrow());
    }

    static List<String> largest() {
        String begin = ACT.substring(0, ACT.indexOf("\"detail\":\"") + 10);
        int room = EntryText.LONGEST - begin.length() - 2;
        return List.of(
                "{".repeat(EntryText.LONGEST),
                "[".repeat(EntryText.LONGEST),
                begin + "\\\\".repeat(room / 2) + "\"}",
                begin + "\\u0000".repeat(room / 6) + "\"}",
                begin + "\\".repeat(room) + "\"}",
                ACT.replace("10", "1".repeat(room)),
                begin.replace("\"about\":\"a\"", "\"about\":[" + "\"\",".repeat(room / 3)));
    }

    @ParameterizedTest
    @MethodSource("largest")
    void noEntryTakesLong(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThrows(
                        FishnetException.class, () -> EntryReader.read(Arrays.copyOf(bytes, EntryText.LONGEST))));
    }
}
