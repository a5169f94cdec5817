package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** What is changed, the text it is changed at, and what it is changed to; with ' for a quote. */
    private static final String OF_ACT = """
            a blank | :7 | : 7
            a line feed behind it | 'd'} | 'd'}LINEFEED
            a comma behind the last | 'd'} | 'd',}
            keys in another order | 'about':'a','detail':'d' | 'detail':'d','about':'a'
            a key twice | 'about':'a' | 'about':'a','about':'a'
            a key of nobody | 'uid':10 | 'gid':10
            a key that is escaped | 'about' | '\\u0061bout'
            a missing key | ,'about':'a' | NOTHING
            null | 'uid':10 | 'uid':null
            a text for a number | 'uid':10 | 'uid':'10'
            a number for a text | 'about':'a' | 'about':1
            a zero in front | 'uid':10 | 'uid':010
            a plus | 'uid':10 | 'uid':+10
            minus zero | 'uid':10 | 'uid':-0
            an exponent | 'uid':10 | 'uid':1e1
            a fraction | 'uid':10 | 'uid':10.0
            a number of 65 bits | 'uid':10 | 'uid':18446744073709551626
            a number that turns round | 'uid':10 | 'uid':9223372036854775808
            a needless escape | 'd' | '\\u0041'
            an escaped slash | 'd' | '\\/'
            a short escape | 'd' | '\\n'
            an escape in upper case | 'd' | '\\u001F'
            an escape of a quote | 'd' | '\\u0022'
            an escape that is cut | 'd' | '\\u00
            a control character | 'd' | 'TAB'
            no UTF-8 | 'd' | '\u00e4'
            UTF-8 in too many bytes | 'd' | '\u00c0\u00af'
            half a pair in UTF-8 | 'd' | '\u00ed\u00a0\u00bd'
            a text without its end | 'd'} | 'd
            an unknown kind | 'act' | 'acts'
            an unknown word | policy_edited | policy_admired
            a word in upper case | policy_edited | Policy_edited
            a negative index | 'n':7 | 'n':-7
            an index with a zero in front | 'n':7 | 'n':07
            another version | 'v':1 | 'v':2
            a version with a zero in front | 'v':1 | 'v':01
            no object | {'v' | ['v'
            a byte order mark | {'v' | \u00ef\u00bb\u00bf{'v'
            two decimals | 00.000Z | 00.00Z
            an offset | 00.000Z | 00.000+00:00
            a small z | 00.000Z | 00.000z
            a month too many | 2026-11-22 | 2026-13-22
            a day too many | 2026-11-22 | 2026-11-31
            a leap day of no leap year | 2026-11-22 | 2026-02-29
            an hour too many | T12: | T24:
            a leap second | 00.000Z | 60.000Z
            before 1970 | 2026-11-22 | 1969-11-22
            """;

    private static final String OF_MORE = """
            an empty object | {'agent':'a','method':'GET','path':'/'} | {}
            a name that is none | 'agent':'a' | 'agent':'A'
            something behind an object | '/'} | '/'},{}
            a list for an object | 'asked':{ | 'asked':[
            """;

    private static final String OF_OUTCOME = """
            a negative amount | 'cost':5 | 'cost':-5
            an intent that is no number | 'intent':3 | 'intent':'3'
            no intent | 'intent':3, | NOTHING
            another ending | answered | unanswered
            """;

    static Stream<Arguments> oddities() {
        return odd().entrySet().stream().map(odd -> Arguments.of(odd.getKey(), odd.getValue()));
    }

    /** Entries that are none, by what is wrong with them. */
    static Map<String, byte[]> odd() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        Map.of(ACT, OF_ACT, MORE, OF_MORE, OUTCOME, OF_OUTCOME)
                .forEach((entry, table) -> table.lines()
                        .map(line -> line.split(" \\| ", -1))
                        .forEach(row -> all.put(row[0], changed(entry, plain(row[1]), plain(row[2])))));
        return all;
    }

    private static String plain(String cell) {
        return cell.replace('\'', '"')
                .replace("NOTHING", "")
                .replace("LINEFEED", "\n")
                .replace("TAB", "\t");
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
}
