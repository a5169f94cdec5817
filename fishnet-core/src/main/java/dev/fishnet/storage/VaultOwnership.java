package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A vault belongs to one user: nobody else may read it, and nobody else may leave a file in its place. */
final class VaultOwnership {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private VaultOwnership() {}

    /** Refuses a vault that the group or everybody may touch. */
    static void requirePrivate(Path vault) throws IOException, FishnetException {
        Optional<PosixFileAttributes> found = PlainFile.attributes(vault);
        if (found.isEmpty()) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND, "there is no vault at " + vault, "'fishnet add-key' makes one");
        }
        if (found.get().permissions().stream().anyMatch(OTHERS::contains)) {
            throw new FishnetException(
                    ErrorKind.DENIED, "other users may read or change the vault " + vault, "chmod 600 " + vault);
        }
    }

    /**
     * Refuses to go on as another user than the vault's: root could write it, but its owner could not read it after.
     *
     * @param made a file this process has just made, or could have
     */
    static void requireOwner(Path made, Path vault) throws IOException, FishnetException {
        requireOwner("vault", made, vault);
    }

    /** @param what the file is called in the refusal */
    static void requireOwner(String what, Path made, Path vault) throws IOException, FishnetException {
        UserPrincipal we = Files.getOwner(made, LinkOption.NOFOLLOW_LINKS);
        Optional<UserPrincipal> owner = expectedOwner(vault);
        if (owner.isPresent() && !owner.get().equals(we)) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED,
                    "the " + what + " " + vault + " belongs to user '"
                            + owner.get().getName() + "', and this is user '" + we.getName() + "'",
                    "sudo -u " + owner.get().getName() + " fishnet …");
        }
    }

    /** The vault's owner, or its folder's; a folder of root's may be one that several users can write to. */
    private static Optional<UserPrincipal> expectedOwner(Path vault) throws IOException, FishnetException {
        Optional<PosixFileAttributes> found = PlainFile.attributes(vault);
        if (found.isPresent()) {
            return Optional.of(found.get().owner());
        }
        Path folder = vault.resolveSibling(".");
        boolean roots = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
        return roots ? Optional.empty() : Optional.of(Files.getOwner(folder));
    }
}
