package dev.fishnet.proxy.store;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.audit.tree.TreeHead;
import java.io.ByteArrayOutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The log's head as a row has it: how many entries there are, and the peaks of the tree over them. */
record KeptHead(long size, List<LogHash> peaks) {
    static final String READ = "SELECT size, peaks FROM log_head WHERE one = 1";

    KeptHead {
        peaks = List.copyOf(peaks);
    }

    static KeptHead of(MerkleTree tree) {
        return new KeptHead(tree.size(), tree.peaks());
    }

    /**
     * Reads the row.
     *
     * @param query prepared from {@link #READ}
     * @throws DamagedLog when it is not there, or cannot be a head
     */
    static KeptHead read(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new DamagedLog("its head is not there");
            }
            long size = row.getLong(1);
            byte[] peaks = row.getBytes(2);
            if (size < 0 || peaks == null || peaks.length != Long.bitCount(size) * LogHash.BYTES) {
                throw new DamagedLog("its head is none of a log of " + size + " entries");
            }
            return new KeptHead(size, hashes(peaks));
        }
    }

    private static List<LogHash> hashes(byte[] bytes) {
        List<LogHash> hashes = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += LogHash.BYTES) {
            hashes.add(LogHash.of(Arrays.copyOfRange(bytes, at, at + LogHash.BYTES)));
        }
        return hashes;
    }

    MerkleTree tree() {
        return MerkleTree.of(size, peaks);
    }

    TreeHead head() {
        return tree().head();
    }

    /** All peaks behind each other. */
    byte[] peakBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        peaks.forEach(peak -> bytes.writeBytes(peak.bytes()));
        return bytes.toByteArray();
    }
}
