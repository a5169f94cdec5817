package dev.fishnet.proxy.store;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryDraft;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The end of the log, where it grows; the writer's alone, but for {@link #head}. After a transaction that failed it is
 * of no use any more, as the writer is not.
 */
final class LogTail implements AutoCloseable {
    private static final String SUBTREE = "INSERT INTO subtrees (level, n, hash) VALUES (?, ?, ?)";
    private static final String HEAD =
            "UPDATE log_head SET size = ?, peaks = ?, last_id = max(last_id, ?)" + " WHERE one = 1";
    private static final String USED = "INSERT INTO used_credentials (version) VALUES (?) ON CONFLICT DO NOTHING";

    /** A subtree that has become whole. */
    private record Whole(int level, long index, LogHash hash) {}

    private final Set<Long> used = new HashSet<>();
    /** Most entries are of the one that the entry before was of. */
    private long lastUsed;

    private final List<Whole> whole = new ArrayList<>();
    private final NewRows rows = new NewRows();
    private KeptHead kept;
    private MerkleTree tree;
    private volatile KeptHead committed;
    private long version;

    /** Of the reservations that entries tell of. */
    private long lastId;

    private LogTail(KeptHead kept) {
        this.kept = kept;
        this.tree = kept.tree();
        this.committed = kept;
    }

    /**
     * Where the log ends now.
     *
     * @throws DamagedLog when what is kept does not fit together
     */
    static LogTail read(Statements statements) throws SQLException {
        statements.begin();
        LogTail tail = new LogTail(KeptTree.head(statements.connection()));
        tail.version = statements.version();
        statements.rollBack();
        return tail;
    }

    /** As it was committed last, by this process or when it saw another one's commit. */
    TreeHead head() {
        return committed.head();
    }

    /** At the start of a transaction: another process may have appended since the last one. */
    void takeUp(Statements statements) throws SQLException {
        long found = statements.version();
        if (found == version) {
            return;
        }
        version = found;
        KeptHead now = KeptHead.read(statements.of(KeptHead.READ));
        if (now.equals(kept)) {
            return;
        }
        if (now.size() <= kept.size()) {
            throw new DamagedLog("its head has changed, and the log has not grown");
        }
        kept = KeptTree.head(statements.connection());
        tree = kept.tree();
        committed = kept;
    }

    /**
     * Appends an entry.
     *
     * @return its index
     * @throws FishnetException when this entry cannot be the next one; nothing has changed then
     */
    long append(Statements statements, AuditEntry entry) throws SQLException, FishnetException {
        return append(statements, draft(entry));
    }

    /** The same, for an entry that is written down already. */
    long append(Statements statements, EntryDraft draft) throws SQLException, FishnetException {
        long index = tree.size();
        requireOpened(index, draft);
        tree.add(rows.add(statements, index, draft), (level, n, hash) -> {
            if (level % LogSource.STEP == 0) {
                whole.add(new Whole(level, n, hash));
            }
        });
        insertWhole(statements);
        lastId = Math.max(lastId, draft.reservation());
        if (draft.credentialVersion() > 0 && draft.credentialVersion() != lastUsed) {
            use(statements, draft.credentialVersion());
        }
        return index;
    }

    private static void requireOpened(long index, EntryDraft draft) throws FishnetException {
        if (draft.opens() != (index == 0)) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    index == 0 ? "a log begins with its name and its key" : "this log has been opened before",
                    "start Fishnet, which opens the log");
        }
    }

    /** An entry that has no text is a mistake of ours; whoever can cause it must not be able to stop all others. */
    static EntryDraft draft(AuditEntry entry) throws FishnetException {
        try {
            return EntryDraft.of(entry);
        } catch (RuntimeException e) {
            throw new FishnetException(
                    ErrorKind.FAILED, "an entry cannot be written down: " + e.getMessage(), "report this", e);
        }
    }

    private void insertWhole(Statements statements) throws SQLException {
        for (Whole subtree : whole) {
            PreparedStatement insert = statements.of(SUBTREE);
            insert.setInt(1, subtree.level());
            insert.setLong(2, subtree.index());
            insert.setBytes(3, subtree.hash().bytes());
            insert.executeUpdate();
        }
        whole.clear();
    }

    private void use(Statements statements, long version) throws SQLException {
        lastUsed = version;
        if (used.add(version)) {
            PreparedStatement insert = statements.of(USED);
            insert.setLong(1, version);
            insert.executeUpdate();
        }
    }

    /** At the end of a transaction, still in it. */
    void save(Statements statements) throws SQLException {
        if (tree.size() == kept.size()) {
            return;
        }
        rows.write(statements);
        kept = KeptHead.of(tree);
        PreparedStatement update = statements.of(HEAD);
        update.setLong(1, kept.size());
        update.setBytes(2, kept.peakBytes());
        update.setLong(3, lastId);
        update.executeUpdate();
    }

    /** The transaction is in the file. */
    void committed() {
        committed = kept;
    }

    @Override
    public void close() {
        rows.close();
    }
}
