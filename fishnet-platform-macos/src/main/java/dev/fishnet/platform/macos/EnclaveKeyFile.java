package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.signing.ApprovalKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the enclave's blob of the approval key in a file of mode 0600, so that the same key is taken up again. The blob
 * is no secret to anybody but processes of this user on this machine, who could sign with it.
 */
final class EnclaveKeyFile {
    private static final int LARGEST_BLOB = 64 << 10;

    private final SecureEnclave enclave;
    private final Path file;

    EnclaveKeyFile(SecureEnclave enclave, Path file) {
        this.enclave = enclave;
        this.file = file;
    }

    /**
     * The key of the file, or a new one that is kept there; empty when there is no enclave to make one.
     *
     * @throws FishnetException when there is a file whose key cannot be taken up, because another key in its place
     *     would not be the one that was approved
     */
    Optional<ApprovalKey> open() throws FishnetException {
        Optional<byte[]> blob = read();
        if (blob.isPresent()) {
            return Optional.of(new EnclaveApprovalKey(enclave.reload(blob.get())));
        }
        SecureEnclave.Key made;
        try {
            made = enclave.create();
        } catch (FishnetException e) {
            if (e.kind() == ErrorKind.UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new EnclaveApprovalKey(kept(made)));
    }

    private SecureEnclave.Key kept(SecureEnclave.Key made) throws FishnetException {
        try {
            write(made.blob());
            return made;
        } catch (FishnetException e) {
            made.close();
            throw e;
        }
    }

    private Optional<byte[]> read() throws FishnetException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] blob = in.readNBytes(LARGEST_BLOB + 1);
            if (blob.length == 0 || blob.length > LARGEST_BLOB) {
                throw new FishnetException(
                        ErrorKind.CORRUPT, file + " holds no key of the Secure Enclave", "move it away");
            }
            return Optional.of(blob);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "cannot read " + file, null, e);
        }
    }

    /** Whole or not at all, and nobody else's from the first moment. */
    private void write(byte[] blob) throws FishnetException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel out = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer content = ByteBuffer.wrap(blob);
                while (content.hasRemaining()) {
                    out.write(content);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "cannot write " + file, "run it as the account that owns the folder", e);
        }
    }
}
