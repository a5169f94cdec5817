package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A key in a file: 32 raw bytes that only the owner of its folder may read or change (mode 0600). What protects it is
 * the user the daemon runs as. The file is written whole or not at all, and a symbolic link is refused.
 */
public final class KeyFile implements KeyStorePort {
    /** The length of a key, and of the file. */
    public static final int BYTES = 32;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    /** Names the file; touches nothing yet. */
    public KeyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** Whether there is anything of that name, usable or not. */
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String description() {
        return "the key file " + path;
    }

    /**
     * The key, or empty when there is no file.
     *
     * @throws FishnetException of kind DENIED when others may have read it or could have put it there, CORRUPT when it
     *     does not hold 32 bytes
     */
    @Override
    public Optional<SecretBytes> load() throws FishnetException {
        return FileFailure.explained("read", path, () -> {
            Optional<PosixFileAttributes> found = PlainFile.attributes(path);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            requirePrivate(found.get());
            return Optional.of(read());
        });
    }

    private void requirePrivate(PosixFileAttributes found) throws IOException, FishnetException {
        if (!OWNER_ONLY.containsAll(found.permissions())) {
            throw denied(
                    "other users may have read the key file " + path,
                    "remove it and store a new key; a key file has mode 600");
        }
        if (!found.owner().equals(Files.getOwner(path.resolveSibling(".")))) {
            throw denied(
                    "the key file " + path + " belongs to '" + found.owner().getName()
                            + "', who does not own its folder",
                    "remove it and store the key again as the folder's owner");
        }
    }

    private static FishnetException denied(String message, String hint) {
        return new FishnetException(ErrorKind.DENIED, message, hint);
    }

    /** Through a direct buffer: for any other, the channel keeps a copy of its own that nobody wipes. */
    private SecretBytes read() throws IOException, FishnetException {
        ByteBuffer content = ByteBuffer.allocateDirect(BYTES + 1);
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (content.hasRemaining() && in.read(content) >= 0) {}
            requireLength(content.position());
            byte[] key = new byte[BYTES];
            content.get(0, key);
            return SecretBytes.takeFrom(key);
        } finally {
            wipe(content);
        }
    }

    private void requireLength(int found) throws FishnetException {
        if (found != BYTES) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the key file " + path + " does not hold " + BYTES + " bytes",
                    "remove it, open the vault with the master password and store its key again");
        }
    }

    /**
     * Keeps a key, in place of any that is there; it can be loaded again when this returns.
     *
     * @throws FishnetException of kind USAGE when it is no key of 32 bytes, NOT_PRIVILEGED when the folder is somebody
     *     else's
     */
    @Override
    public void store(SecretBytes key) throws FishnetException {
        if (key.length() != BYTES) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "a key that opens a vault has " + BYTES + " bytes, not " + key.length(),
                    "store the vault's key again");
        }
        ByteBuffer content = ByteBuffer.allocateDirect(BYTES);
        try {
            key.copyTo(content);
            put(content.flip());
        } finally {
            wipe(content);
        }
    }

    private void put(ByteBuffer content) throws FishnetException {
        Path draft = path.resolveSibling(path.getFileName() + ".tmp");
        FileFailure.explained("write", path, () -> {
            PlainFile.attributes(path);
            Files.deleteIfExists(draft);
            new WholeWrite(draft).replace(path, content, made -> {
                VaultOwnership.requireOwner("key file", made, path);
                // open(2) subtracts the umask, which may take the owner's own bits away
                Files.setPosixFilePermissions(made, OWNER_ONLY);
            });
            return path;
        });
    }

    private static void wipe(ByteBuffer memory) {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.clear().put(i, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return description();
    }
}
