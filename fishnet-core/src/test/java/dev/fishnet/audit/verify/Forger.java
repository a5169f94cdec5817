package dev.fishnet.audit.verify;

import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.verify.MemoryLog.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody can do to a log who can write its file, from clumsy to careful. */
final class Forger {
    private Forger() {}

    /** Another byte in place of one. */
    static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << at % 8);
        return changed;
    }

    static LogHash flipped(LogHash hash, int at) {
        return LogHash.of(flipped(hash.bytes(), at));
    }

    static void text(MemoryLog log, int at, byte[] text) {
        log.rows.set(
                at, new Row(log.rows.get(at).index(), text, log.rows.get(at).leaf()));
    }

    static void leaf(MemoryLog log, int at, LogHash leaf) {
        log.rows.set(at, new Row(log.rows.get(at).index(), log.rows.get(at).text(), Optional.of(leaf)));
    }

    /** An entry that reads as another one, and its hash with it. */
    static void edit(MemoryLog log, int at) {
        String text = new String(log.rows.get(at).text(), StandardCharsets.UTF_8);
        byte[] changed = text.replaceFirst("2026", "2025").getBytes(StandardCharsets.UTF_8);
        log.rows.set(at, rehashed(log.rows.get(at).index(), changed));
    }

    private static Row rehashed(long index, byte[] text) {
        return new Row(index, text, Optional.of(LogHash.ofLeaf(text)));
    }

    /** Gives every row the index of its place; the entries go on saying what they said. */
    static void shift(MemoryLog log) {
        for (int at = 0; at < log.rows.size(); at++) {
            Row row = log.rows.get(at);
            log.rows.set(at, new Row(at, row.text(), row.leaf()));
        }
    }

    /** Gives every entry the index of its place, in its text too. */
    static void renumber(MemoryLog log) {
        for (int at = 0; at < log.rows.size(); at++) {
            String text = new String(log.rows.get(at).text(), StandardCharsets.UTF_8);
            String changed = text.replaceFirst("\"n\":[0-9]+", "\"n\":" + at);
            log.rows.set(at, rehashed(at, changed.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Removes everything from a size on, and makes the head fit. */
    static void truncate(MemoryLog log, int size) {
        log.rows.subList(size, log.rows.size()).clear();
        log.settle();
    }

    /** Signs the sizes anew that the log had checkpoints for. */
    static void sign(MemoryLog log, LogSigner signer, long... sizes) {
        List<String> notes = new ArrayList<>();
        for (long size : sizes) {
            if (size <= log.rows.size()) {
                notes.add(signer.sign(new Checkpoint(signer.origin(), log.headAt(size))));
            }
        }
        log.notes.clear();
        log.notes.addAll(notes);
    }
}
