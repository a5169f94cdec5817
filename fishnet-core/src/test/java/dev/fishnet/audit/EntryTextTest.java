package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTextTest {
    private static final Path EACH = Path.of("src", "test", "resources", "log", "one-of-each.jsonl");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    @Tag("S-52")
    void anEntryOfEachKindIsWrittenAsItAlwaysWas() throws IOException {
        List<AuditEntry> entries = OneOfEach.entries();
        String written = IntStream.range(0, entries.size())
                .mapToObj(i -> new String(EntryText.of(i, entries.get(i)), UTF_8) + "\n")
                .collect(Collectors.joining());
        // A line for each entry, whatever line feeds are in it: this is what an export is split at.
        assertEquals(entries.size(), written.lines().count());

        String before = Files.exists(EACH) ? Files.readString(EACH) : "";
        if (Boolean.getBoolean("golden.update") && !before.equals(written)) {
            Files.createDirectories(EACH.getParent());
            Files.writeString(EACH, written);
            fail(EACH + " has been written: read it, then run again. A changed line is a new version of the format");
        }
        assertEquals(before, written, "-Dgolden.update=true rewrites it");
    }

    static List<Arguments> spellings() {
        return List.of(
                Arguments.of("", ""),
                Arguments.of("plain /~", "plain /~"),
                Arguments.of("\"", "\\\""),
                Arguments.of("\\", "\\\\"),
                Arguments.of("\n\r\t\b\f", "\\u000a\\u000d\\u0009\\u0008\\u000c"),
                Arguments.of("\u0000\u001f", "\\u0000\\u001f"),
                Arguments.of("\u007f\u0080\u009f", "\u007f\u0080\u009f"),
                Arguments.of("\u00fc\u2028\u20ac\uffff\ufeff", "\u00fc\u2028\u20ac\uffff\ufeff"),
                Arguments.of("\ud83d\udc1f\udbff\udfff", "\ud83d\udc1f\udbff\udfff"),
                Arguments.of("\ud83d", "\ufffd"),
                Arguments.of("\udc1f\ud83dx", "\ufffd\ufffdx"),
                Arguments.of("</script>&'=+@", "</script>&'=+@"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void aTextHasOneSpelling(String text, String spelling) throws FishnetException {
        byte[] written = EntryText.of(7, act(text));

        assertEquals(
                "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"act\",\"action\":\"policy_edited\","
                        + "\"about\":\"\",\"detail\":\"" + spelling + "\"}",
                new String(written, UTF_8));
        assertEquals(7, EntryReader.read(written).index());
    }

    static List<Arguments> cuts() {
        int room = TextLimit.SENTENCES;
        return List.of(
                Arguments.of("x".repeat(room), "x".repeat(room)),
                Arguments.of("x".repeat(room + 1), "x".repeat(room)),
                Arguments.of("x".repeat(room - 1) + "\u00fc", "x".repeat(room - 1)),
                Arguments.of("x".repeat(room - 2) + "\u00fc", "x".repeat(room - 2) + "\u00fc"),
                Arguments.of("x".repeat(room - 3) + "\ud83d\udc1f", "x".repeat(room - 3)),
                Arguments.of("x".repeat(room - 4) + "\ud83d\udc1f", "x".repeat(room - 4) + "\ud83d\udc1f"),
                Arguments.of("x".repeat(room - 1) + "\"", "x".repeat(room - 1)),
                Arguments.of("x".repeat(room - 5) + "\n", "x".repeat(room - 5)),
                // What does not fit ends the text, even where something behind it would.
                Arguments.of("x".repeat(room - 1) + "\u00fcy", "x".repeat(room - 1)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aLongTextIsCutInFrontOfWhatDoesNotFit(String text, String kept) throws FishnetException {
        byte[] written = EntryText.of(7, act(text));

        EntryReader.Recorded read = EntryReader.read(written);

        assertEquals(act(kept), read.entry());
        assertArrayEquals(written, EntryText.of(7, read.entry()));
    }

    @Test
    void noEntryIsLongerThanTheLongest() throws FishnetException {
        RandomEntries entries = RandomEntries.overlong(3);
        for (int round = 0; round < 2; round++) {
            for (int kind = 0; kind < RandomEntries.KINDS; kind++) {
                byte[] text = EntryText.of(Long.MAX_VALUE, entries.next(kind));

                assertTrue(text.length <= EntryText.LONGEST, () -> text.length + " bytes");
                EntryReader.read(text);
            }
        }
    }

    @Test
    void settingsAndPricesAreWholeOrNotThere() throws FishnetException {
        String fits = "\"".repeat(TextLimit.WHOLE / 2);
        AuditEntry entry = new AuditEntry.PolicyInForce(NOON, "id", fits, "id");

        assertEquals(entry, EntryReader.read(EntryText.of(0, entry)).entry());
        assertThrows(IllegalArgumentException.class, () -> new AuditEntry.PolicyInForce(NOON, "id", fits + "x", "id"));
        assertThrows(IllegalArgumentException.class, () -> new AuditEntry.Prices(NOON, "id", fits + "x"));
    }

    static List<Arguments> times() {
        return List.of(
                Arguments.of("2026-11-22T09:00:00.123999999Z", "2026-11-22T09:00:00.123Z"),
                Arguments.of("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"),
                Arguments.of("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
                Arguments.of("1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z"),
                Arguments.of("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999Z"),
                Arguments.of("+10000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"),
                Arguments.of(Instant.MAX.toString(), "9999-12-31T23:59:59.999Z"),
                Arguments.of(Instant.MIN.toString(), "1970-01-01T00:00:00.000Z"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTimeIsCutToItsMillisecond(String time, String written) {
        AuditEntry entry = new AuditEntry.Act(Instant.parse(time), Action.POLICY_EDITED, OptionalLong.empty(), "", "");

        assertEquals(written, new String(EntryText.of(0, entry), UTF_8).substring(19, 43));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void numbersOfAllSizesAreRead(long number) throws FishnetException {
        AuditEntry entry = new AuditEntry.Act(NOON, Action.POLICY_EDITED, OptionalLong.of(number), "", "");
        byte[] written = EntryText.of(0, entry);

        assertTrue(new String(written, UTF_8).contains(",\"uid\":" + number + ","));
        assertEquals(entry, EntryReader.read(written).entry());
    }

    static long[] extremes() {
        return new long[] {0, 1, 9, 10, 99, 100, -1, -10, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
    }

    private static AuditEntry act(String detail) {
        return new AuditEntry.Act(NOON, Action.POLICY_EDITED, OptionalLong.empty(), "", detail);
    }
}
