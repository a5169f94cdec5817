package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.verify.MemoryLog.Row;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** An archive that is no file. */
record MemoryPart(List<Row> rows) implements ArchivedPart {
    MemoryPart {
        rows = List.copyOf(rows);
    }

    @Override
    public String name() {
        return "a part";
    }

    @Override
    public long from() {
        return rows.getFirst().index();
    }

    @Override
    public long to() {
        return rows.getLast().index() + 1;
    }

    /** Not that of a file, and the same only for the same entries. */
    @Override
    public LogHash hash() {
        LogHash hash = LogHash.EMPTY;
        for (Row row : rows) {
            hash = LogHash.ofNode(hash, LogHash.ofLeaf(row.text()));
        }
        return hash;
    }

    @Override
    public boolean entries(long from, LogSource.Sink sink) throws FishnetException {
        for (Row row : rows) {
            if (row.index() >= from && !sink.entry(row.index(), row.text(), Optional.empty())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean backwards(long from, LogSource.Sink sink) throws FishnetException {
        for (Row row : rows.reversed()) {
            if (row.index() <= from && !sink.entry(row.index(), row.text(), Optional.empty())) {
                return false;
            }
        }
        return true;
    }
}
