package dev.fishnet.audit.tree;

import dev.fishnet.crypto.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A hash in the tree of the log (RFC 6962, section 2.1): 32 bytes of SHA-256. */
public final class LogHash {
    public static final int BYTES = Sha256.BYTES;

    /** The root of a log without entries. */
    public static final LogHash EMPTY = new LogHash(Sha256.of(new byte[0]));

    private static final byte LEAF = 0;
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    private LogHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A hash that was written down.
     *
     * @param bytes 32, copied
     * @throws IllegalArgumentException when they are not 32
     */
    public static LogHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new LogHash(bytes.clone());
    }

    /** The hash of an entry, from the bytes it is written as. */
    public static LogHash ofLeaf(byte[] entry) {
        return ofLeaf(entry, 0, entry.length);
    }

    /** The same, of an entry that is a part of an array. */
    public static LogHash ofLeaf(byte[] entries, int from, int count) {
        return new LogHash(Sha256.of(LEAF, entries, from, count));
    }

    /** The hash of the two below it. */
    public static LogHash ofNode(LogHash left, LogHash right) {
        return new LogHash(Sha256.of(NODE, left.bytes, right.bytes));
    }

    /** A copy of its 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Copies its 32 bytes to a place in an array. */
    public void put(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, BYTES);
    }

    /** As checkpoints and proofs have it: standard base64 with padding. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
