package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.verify.MemoryLog.Place;
import dev.fishnet.audit.verify.MemoryLog.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Everything that can be done to a log by whoever can write its file, and that each of these things is found. */
@Tag("S-58")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class TamperTableTest extends TamperTable {
    @AfterAll
    void thereWereEnough() {
        assertTrue(mutations >= 2000, "no more than " + mutations);
    }

    @Test
    void bytesOfEntries() throws Exception {
        for (int at = 0; at < SMALL; at++) {
            byte[] text = small.rows.get(at).text();
            int row = at;
            for (int i = at % 7; i < text.length; i += 7) {
                byte[] changed = Forger.flipped(text, i);
                named(small, at, "entry " + at + " is not what it was", log -> Forger.text(log, row, changed));
            }
            named(small, at, "is not what it was", log -> Forger.text(log, row, new byte[0]));
            byte[] longer = (new String(text, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
            named(small, at, "is not what it was", log -> Forger.text(log, row, longer));
        }
    }

    @Test
    void bytesOfKeptHashes() throws Exception {
        for (int at = 0; at < SMALL; at++) {
            LogHash leaf = small.rows.get(at).leaf().orElseThrow();
            int row = at;
            for (int i = at % 4; i < LogHash.BYTES; i += 4) {
                LogHash changed = Forger.flipped(leaf, i);
                String sentence = "the hash that is kept for entry " + at + " is not its own";
                named(small, at, sentence, log -> Forger.leaf(log, row, changed));
            }
            Row without = new Row(at, small.rows.get(at).text(), Optional.empty());
            named(small, at, "the hash that is kept for entry", log -> log.rows.set(row, without));
        }
    }

    @Test
    void bytesOfHashesOverBlocks() throws Exception {
        for (long block = 0; block < LARGE / 256; block++) {
            Place place = new Place(8, block);
            String which = "the entries " + block * 256 + " to " + (block * 256 + 255);
            for (int i = 0; i < LogHash.BYTES; i++) {
                LogHash changed = Forger.flipped(large.node(8, place.index()).orElseThrow(), i);
                said(large, "the hash that is kept for " + which, log -> log.nodes.put(place, changed));
            }
            said(large, "the hash over " + which + " is missing", log -> log.nodes.remove(place));
        }
    }

    @Test
    void theHead() throws Exception {
        for (int peak = 0; peak < small.peaks.size(); peak++) {
            for (int i = 0; i < LogHash.BYTES; i++) {
                List<LogHash> peaks = new ArrayList<>(small.peaks);
                peaks.set(peak, Forger.flipped(peaks.get(peak), i));
                said(small, "the head of the log does not belong to its entries", log -> log.peaks = peaks);
            }
        }
        for (long size : new long[] {33, 34, 36, 48, 65_537}) {
            String claim = "its own head says that it has " + Sentences.count(size);
            said(small, "the log has 40 entries, and " + claim, log -> log.size = size);
        }
    }

    @Test
    void charactersOfCheckpoints() throws Exception {
        for (int each = 0; each < small.notes.size(); each++) {
            String note = small.notes.get(each);
            String sentence = "checkpoint " + (each + 1) + " of the 3 that the log keeps is not good";
            int place = each;
            for (int i = 0; i < note.length(); i++) {
                StringBuilder changed = new StringBuilder(note);
                changed.setCharAt(i, (char) (note.charAt(i) ^ 1 << i % 7));
                said(small, sentence, log -> log.notes.set(place, changed.toString()));
                if (i % 3 == 0) {
                    String without = note.substring(0, i) + note.substring(i + 1);
                    said(small, sentence, log -> log.notes.set(place, without));
                    String with = note.substring(0, i) + '\n' + note.substring(i);
                    said(small, sentence, log -> log.notes.set(place, with));
                }
            }
        }
    }

    @Test
    void swaps() throws Exception {
        for (int at = 1; at < SMALL - 1; at++) {
            Row one = small.rows.get(at);
            Row two = small.rows.get(at + 1);
            int row = at;
            named(small, at, "entry " + at + " is not what it was", log -> {
                Forger.text(log, row, two.text());
                Forger.text(log, row + 1, one.text());
            });
            named(small, at, "entry " + at + " says that it is entry " + (at + 1), log -> {
                log.rows.set(row, new Row(row, two.text(), two.leaf()));
                log.rows.set(row + 1, new Row(row + 1, one.text(), one.leaf()));
            });
            named(small, at, "entry " + at + " is missing", log -> Collections.swap(log.rows, row, row + 1));
            if (at % 8 != 2 && at % 8 != 5) {
                said(small, range(at, SMALL_CHECKPOINTS), log -> {
                    Collections.swap(log.rows, row, row + 1);
                    Forger.renumber(log);
                    log.settle();
                });
            }
        }
    }

    @Test
    void deletions() throws Exception {
        for (int at = 0; at < SMALL - 1; at++) {
            int row = at;
            String first = at == 0 ? "entry 0 is gone, and no entry says that it was archived" : "is missing";
            named(small, at, first, log -> log.rows.remove(row));
            named(small, at, "entry " + at + " says that it is entry " + (at + 1), log -> {
                log.rows.remove(row);
                Forger.shift(log);
                log.settle();
            });
            if (at > 0) {
                said(small, range(Math.max(at, 3), SMALL_CHECKPOINTS), log -> {
                    log.rows.remove(row);
                    log.rows.add(log.rows.getLast());
                    Forger.renumber(log);
                    log.settle();
                });
            }
        }
        for (int at = 1; at < LARGE; at += 37) {
            int from = at;
            int to = Math.min(LARGE - 1, at + 1 + at / 2);
            named(
                    large,
                    at,
                    Sentences.entries(from, to - 1) + Sentences.are(to - from) + " missing",
                    log -> log.rows.subList(from, to).clear());
        }
    }

    @Test
    void insertionsAndDuplicates() throws Exception {
        for (int at = 0; at < SMALL; at++) {
            int row = at;
            named(small, at, "entry " + at + " is there twice", log -> log.rows.add(row, log.rows.get(row)));
            named(small, at + 1, "entry " + (at + 1) + " says that it is entry " + at, log -> {
                log.rows.add(row, log.rows.get(row));
                Forger.shift(log);
                log.settle();
            });
        }
        for (int at = 4; at < SMALL; at++) {
            int row = at;
            said(small, "something in", log -> {
                log.rows.add(row, small.rows.get(3));
                Forger.renumber(log);
                log.settle();
            });
        }
    }

    @Test
    void truncations() throws Exception {
        for (int at = 1; at < SMALL; at++) {
            int size = at;
            String gone = "says that it had 40 entries: " + Sentences.entries(at, SMALL - 1) + Sentences.are(SMALL - at)
                    + " gone";
            said(
                    small,
                    "the log has " + Sentences.count(at) + ", and its own head says that it has 40",
                    log -> log.rows.subList(size, SMALL).clear());
            said(small, gone, log -> Forger.truncate(log, size));
        }
        said(small, "the entries 0 to 39 are gone", log -> log.rows.clear());
        said(small, "nothing names the key of the log", log -> Forger.truncate(log, 0));
    }

    /** The deeper the forger goes, the less a single entry can be named; the signature is where it ends. */
    @Test
    void carefulEdits() throws Exception {
        for (int at = 1; at < LARGE; at += 7) {
            int row = at;
            if (at < 512) {
                long block = at / 256 * 256L;
                String together = "something in " + Sentences.entries(block, block + 255) + " is not what it was";
                said(large, together, log -> Forger.edit(log, row));
            }
            said(large, range(at, LARGE_CHECKPOINTS), log -> {
                Forger.edit(log, row);
                log.settle();
            });
        }
        for (int at = 0; at < SMALL; at++) {
            int row = at;
            said(small, range(at, SMALL_CHECKPOINTS), log -> Forger.edit(log, row));
        }
    }
}
