package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.KeyFile;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * The credential that systemd decrypts for the unit's processes alone (systemd.exec(5), LoadCredentialEncrypted). The
 * file is the service user's, or root's with an access control list, which shows as a bit of the group's.
 */
final class SystemdCredential implements KeyStorePort {
    /** Of the file in the folder, and in the unit. */
    static final String NAME = "vault-key";

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;

    /** @param folder what systemd says in {@code CREDENTIALS_DIRECTORY} */
    SystemdCredential(Path folder) {
        this.file = folder.resolve(NAME);
    }

    @Override
    public String description() {
        return "the systemd credential " + NAME;
    }

    @Override
    public Optional<SecretBytes> load() throws FishnetException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            requirePrivate();
            return Optional.of(read(in));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "cannot read " + description() + " (" + file + ")", reinstall(), e);
        }
    }

    private void requirePrivate() throws IOException, FishnetException {
        if (Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).stream()
                .anyMatch(OTHERS::contains)) {
            throw new FishnetException(
                    ErrorKind.DENIED, "other users may have read " + description() + " (" + file + ")", reinstall());
        }
    }

    /** Through a direct buffer: for any other, the channel keeps a copy of its own that nobody wipes. */
    private SecretBytes read(FileChannel in) throws IOException, FishnetException {
        ByteBuffer content = ByteBuffer.allocateDirect(KeyFile.BYTES + 1);
        try {
            while (content.hasRemaining() && in.read(content) >= 0) {}
            if (content.position() != KeyFile.BYTES) {
                throw new FishnetException(
                        ErrorKind.CORRUPT, description() + " does not hold " + KeyFile.BYTES + " bytes", reinstall());
            }
            byte[] key = new byte[KeyFile.BYTES];
            content.get(0, key);
            return SecretBytes.takeFrom(key);
        } finally {
            content.clear().put(new byte[content.capacity()]);
        }
    }

    @Override
    public void store(SecretBytes key) throws FishnetException {
        throw new FishnetException(
                ErrorKind.UNAVAILABLE,
                description() + " can only be written by root",
                "sudo fishnet service install --apply");
    }

    private static String reinstall() {
        return "store the vault's key again, then: sudo fishnet service install --apply";
    }

    @Override
    public String toString() {
        return description();
    }
}
