package dev.fishnet.storage;

import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.Unlock;
import dev.fishnet.vault.UnverifiedVault;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.VaultChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * The file a vault lives in. Readers need no lock: the file is replaced whole, so they see the old one or the new one.
 * Writers take turns, across threads and processes. A write that fails leaves the old file as it was and nothing beside
 * it; what a killed writer leaves beside it, the next one removes.
 *
 * <p>The file is its owner's alone (mode 0600); a symbolic link, or a file others may touch, is refused. Every method
 * throws a {@link FishnetException} that an operator can act on, and only that.
 */
public final class VaultFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;

    /** Names the file; touches nothing yet. */
    public VaultFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** Whether there is anything of that name, readable or not. */
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The vault as it is in the file now. */
    public UnverifiedVault read() throws FishnetException {
        return UnverifiedVault.parse(content());
    }

    private byte[] content() throws FishnetException {
        return FileFailure.explained("read", path, () -> {
            VaultOwnership.requirePrivate(path);
            return PlainFile.read(path, UnverifiedVault.LARGEST_FILE);
        });
    }

    /** The vault as others have changed it since, opened; empty when nobody has. The given one stays open. */
    public Optional<Vault> changedSince(Vault opened) throws FishnetException {
        UnverifiedVault now = read();
        return opened.isAsIn(now) ? Optional.empty() : Optional.of(opened.reopen(now));
    }

    /** Writes a new vault where there is none. */
    public void create(Vault vault) throws FishnetException {
        locked(() -> {
            if (exists()) {
                throw FileFailure.alreadyThere(path);
            }
            put(vault.seal());
            return path;
        });
    }

    /**
     * Changes the vault as it is in the file now, which may be newer than the one that is open.
     *
     * @param opened any state of the same vault; stays open and as it is
     * @return the vault as it has been written; the caller closes it
     */
    public Vault update(Vault opened, VaultChange change) throws FishnetException {
        return locked(() -> {
            Vault next = opened.reopen(read());
            try {
                change.applyTo(next);
                put(next.seal());
                return next;
            } catch (IOException | FishnetException | RuntimeException e) {
                next.close();
                throw e;
            }
        });
    }

    /**
     * Copies the vault, still encrypted, to a new file of mode 0600. A damaged vault is not copied.
     *
     * @param target where there is nothing yet, in a folder that exists
     */
    public void backup(Path target) throws FishnetException {
        byte[] content = content();
        UnverifiedVault.parse(content);
        Path copy = target.toAbsolutePath();
        FileFailure.explained("write", copy, () -> {
            if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
                throw FileFailure.alreadyThere(copy);
            }
            new WholeWrite(beside(copy, ".tmp-" + UUID.randomUUID())).createNew(copy, content, draft -> {});
            return copy;
        });
    }

    /**
     * Puts a backup in the vault's place. Nothing is touched before the backup has been opened and every entry of it
     * checked. What is replaced, damaged or not, is kept beside the vault.
     *
     * @param now names the file that keeps the replaced vault
     * @return that file; empty when there was nothing to replace
     */
    public Optional<Path> restore(Path backup, Unlock unlock, Instant now) throws FishnetException {
        byte[] content = FileFailure.explained(
                "read", backup, () -> PlainFile.read(backup.toAbsolutePath(), UnverifiedVault.LARGEST_FILE));
        try (Vault restored = unlock.open(UnverifiedVault.parse(content))) {
            return locked(() -> replaceWith(restored, now));
        }
    }

    private Optional<Path> replaceWith(Vault restored, Instant now) throws IOException, FishnetException {
        if (PlainFile.attributes(path).isEmpty()) {
            put(restored.seal());
            return Optional.empty();
        }
        current().ifPresent(restored::supersede);
        Path kept = beside(path, ".replaced-" + STAMP.format(now));
        Files.createLink(kept, path);
        try {
            put(restored.seal());
            return Optional.of(kept);
        } catch (IOException | FishnetException | RuntimeException e) {
            Files.delete(kept);
            throw e;
        }
    }

    /** What is to be replaced may well be the reason for replacing it. */
    private Optional<UnverifiedVault> current() throws IOException {
        try {
            return Optional.of(UnverifiedVault.parse(PlainFile.read(path, UnverifiedVault.LARGEST_FILE)));
        } catch (FishnetException damaged) {
            return Optional.empty();
        }
    }

    private void put(byte[] content) throws IOException, FishnetException {
        new WholeWrite(draft()).replace(path, content, made -> VaultOwnership.requireOwner(made, path));
    }

    private <T> T locked(FileFailure.Action<T> action) throws FishnetException {
        return FileFailure.explained("write", path, () -> {
            try (VaultLock lock = VaultLock.acquire(lockFile())) {
                requireOwner(lock);
                Files.deleteIfExists(draft());
                return action.run();
            }
        });
    }

    private void requireOwner(VaultLock lock) throws IOException, FishnetException {
        try {
            VaultOwnership.requireOwner(lock.file(), path);
        } catch (FishnetException e) {
            lock.removeIfCreated();
            throw e;
        }
    }

    private Path draft() {
        return beside(path, ".tmp");
    }

    private Path lockFile() throws IOException {
        return beside(path.resolveSibling(".").toRealPath().resolve(path.getFileName()), ".lock");
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
