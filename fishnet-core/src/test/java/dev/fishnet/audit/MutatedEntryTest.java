package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that were tampered with, always the same ones. */
class MutatedEntryTest {
    /** One that makes another digit, one that makes another case, one that makes no ASCII. */
    private static final int[] BITS = {0, 5, 7};

    private static final String BEGIN =
            "{\"v\":1,\"n\":7,\"at\":\"2026-11-22T12:00:00.000Z\",\"kind\":\"act\"," + "\"action\":\"policy_edited\",";

    @Test
    @Tag("S-52")
    void everyChangedByteMakesAnotherEntryOrNone() throws FishnetException {
        int others = 0;
        for (AuditEntry entry : OneOfEach.entries()) {
            byte[] text = EntryText.of(7, entry);
            for (int at = 0; at < text.length; at++) {
                for (int bit : BITS) {
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
        for (int round = 0; round < 15_000; round++) {
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

    static List<String> largest() {
        String begin = BEGIN + "\"about\":\"a\",\"detail\":\"";
        int room = EntryText.LONGEST - begin.length() - 2;
        return List.of(
                "{".repeat(EntryText.LONGEST),
                "[".repeat(EntryText.LONGEST),
                begin + "\\\\".repeat(room / 2) + "\"}",
                begin + "\\u0000".repeat(room / 6) + "\"}",
                begin + "\\".repeat(room) + "\"}",
                BEGIN + "\"uid\":" + "1".repeat(room),
                BEGIN + "\"about\":[" + "\"\",".repeat(room / 3));
    }

    @ParameterizedTest
    @MethodSource("largest")
    void noEntryTakesLong(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThrows(
                        FishnetException.class, () -> EntryReader.read(Arrays.copyOf(bytes, EntryText.LONGEST))));
    }
}
