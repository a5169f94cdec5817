package dev.fishnet.cli.daemon;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.audit.verify.LogSubtrees;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.SecretBytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The key that signs a log's checkpoints: a new one for a new log, and for one that has entries no other than its own.
 * It lies in the vault, and here for as long as the daemon runs.
 *
 * @param isNew whether the log has yet to be opened with it
 */
record LogKey(SecretBytes secret, LogSigner signer, boolean isNew) implements AutoCloseable {
    private static final String ORIGIN = "dev.fishnet/log/";
    private static final int RANDOM_BYTES = 8;
    private static final String VERIFY = "'fishnet audit verify' says what is wrong with it";

    /**
     * Finds it, or makes it.
     *
     * @throws FishnetException when the log has entries, and the vault's key is not its own, or its newest checkpoint
     *     is not one of its entries
     */
    static LogKey of(LogSource log, KeyRing keys, Instant now, Terminal terminal) throws FishnetException {
        if (log.head().size() == 0) {
            if (keys.has(LogSigner.PLACE)) {
                terminal.note("a new log begins; the key in the vault was that of one that is not here any more");
            }
            return made(keys, now);
        }
        if (!keys.has(LogSigner.PLACE)) {
            throw lost();
        }
        SecretBytes held = keys.own(LogSigner.PLACE);
        try {
            LogSigner signer = signer(held);
            requireOwn(log, signer);
            requireUncut(log, VerifierKey.parse(signer.verifierKey()));
            return new LogKey(held, signer, false);
        } catch (FishnetException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** A key that is there already may have signed another log: one key signs one log and no other. */
    private static LogKey made(KeyRing keys, Instant now) throws FishnetException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        SecretBytes made = LogSigner.newKey(ORIGIN + HexFormat.of().formatHex(random));
        try {
            keys.change(vault -> vault.storeOrReplace(LogSigner.PLACE, made, now));
            return new LogKey(made, LogSigner.of(made), true);
        } catch (FishnetException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static LogSigner signer(SecretBytes held) throws FishnetException {
        try {
            return LogSigner.of(held);
        } catch (IllegalArgumentException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "what the vault has as the key of the log is none: " + e.getMessage(),
                    "restore a backup of the vault from after the log was begun",
                    e);
        }
    }

    /** The first entry names the key, as long as it is here; after that the newest checkpoint is signed with it. */
    private static void requireOwn(LogSource log, LogSigner signer) throws FishnetException {
        if (log.first() > 0) {
            return;
        }
        Optional<AuditEntry> first = first(log);
        if (!(first.orElseThrow(LogKey::noBeginning) instanceof AuditEntry.Opened opened)) {
            throw noBeginning();
        }
        if (!opened.key().equals(signer.verifierKey())) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the log is " + opened.origin() + ", and the key in the vault is that of " + signer.origin(),
                    "vault.fnv and fishnet.db do not belong together: restore the one that was with the other");
        }
    }

    private static Optional<AuditEntry> first(LogSource log) throws FishnetException {
        AuditEntry[] found = new AuditEntry[1];
        log.entries(0, (index, text, leaf) -> {
            found[0] = EntryReader.read(text).entry();
            return false;
        });
        return Optional.ofNullable(found[0]);
    }

    /** What was signed last is what is there now: a log that has lost entries, or has others, does not go on. */
    private static void requireUncut(LogSource log, VerifierKey key) throws FishnetException {
        List<String> kept = log.checkpoints();
        if (kept.isEmpty()) {
            return;
        }
        Checkpoint newest = verified(kept.getLast(), key);
        long size = newest.head().size();
        if (size > log.head().size()) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the log has " + log.head().size() + " entries, and its last checkpoint is over " + size,
                    VERIFY);
        }
        if (!TreeProofs.head(size, new LogSubtrees(log)).equals(newest.head())) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "the log is not the one that its last checkpoint is of", VERIFY);
        }
    }

    private static Checkpoint verified(String note, VerifierKey key) throws FishnetException {
        try {
            return key.verified(note);
        } catch (FishnetException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "the log's last checkpoint is not its own: " + e.getMessage(), VERIFY, e);
        }
    }

    private static FishnetException noBeginning() {
        return new FishnetException(ErrorKind.CORRUPT, "the log does not begin with its name and its key", VERIFY);
    }

    private static FishnetException lost() {
        return new FishnetException(
                ErrorKind.CORRUPT,
                "the log has entries, and the vault does not have the key of it",
                "a backup from before the log was begun has no such key: restore a later one, such as the vault that the"
                        + " restore has kept as vault.fnv.replaced-…");
    }

    @Override
    public void close() {
        secret.close();
    }
}
