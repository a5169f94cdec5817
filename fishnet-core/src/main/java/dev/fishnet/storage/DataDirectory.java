package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The directory that holds vault, configuration and pid file: mode 0700, and used only by the account that owns it, so
 * that root never leaves files behind that the daemon cannot read.
 */
public final class DataDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    public DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes sure the directory is there and is ours alone.
     *
     * @param effectiveUid the uid this process acts as
     * @throws FishnetException of kind NOT_PRIVILEGED when it belongs to somebody else or cannot be made
     */
    public void require(long effectiveUid) throws FishnetException {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                create(path);
            }
            check(effectiveUid);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    public VaultFile vault() {
        return new VaultFile(path.resolve("vault.fnv"));
    }

    /** Where the key to one of the vault's slots may lie, so that the daemon unlocks without a person. */
    public KeyFile keyFile() {
        return new KeyFile(path.resolve("vault.key"));
    }

    public PidFile pidFile() {
        return new PidFile(path.resolve("fishnet.pid"));
    }

    /** Where the digests of agents' tokens lie. */
    public AgentTokenFile agentTokens() {
        return new AgentTokenFile(path.resolve("agent-tokens"));
    }

    public Path config() {
        return path.resolve("fishnet.toml");
    }

    /** The folder for backups, made if need be. */
    public Path backups() throws FishnetException {
        Path backups = path.resolve("backups");
        try {
            if (!Files.exists(backups, LinkOption.NOFOLLOW_LINKS)) {
                create(backups);
            }
            return backups;
        } catch (IOException e) {
            throw unusable(backups, e);
        }
    }

    /**
     * Whether there is a directory to look into; makes none and changes nothing.
     *
     * <p>Not even root looks into another account's: what lies there would choose whom root signals, and could be a
     * pipe that keeps it waiting.
     *
     * @throws FishnetException of kind NOT_PRIVILEGED when it belongs to somebody else
     */
    public boolean canLook(long effectiveUid) throws FishnetException {
        try {
            if (!exists()) {
                return false;
            }
            check(effectiveUid);
            return true;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * Whose it is; makes and changes nothing.
     *
     * @throws FishnetException when it is not a folder that its owner alone can look into
     */
    public FileOwner owner() throws FishnetException {
        try {
            requireOwnerOnly(requireFolder().permissions());
            return new FileOwner(id("unix:uid"), id("unix:gid"));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private long id(String attribute) throws IOException {
        return ((Integer) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS)) & 0xFFFF_FFFFL;
    }

    private static void create(Path folder) throws IOException {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        // mkdir(2) subtracts the umask, which may take the owner's own bits away
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }

    private void check(long effectiveUid) throws IOException, FishnetException {
        PosixFileAttributes attributes = requireFolder();
        requireOwner(effectiveUid, attributes.owner().getName());
        requireOwnerOnly(attributes.permissions());
    }

    private PosixFileAttributes requireFolder() throws IOException, FishnetException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "the data directory " + path + " is not a directory",
                    "name a directory with FISHNET_DATA_DIR");
        }
        return attributes;
    }

    private void requireOwner(long effectiveUid, String owner) throws IOException, FishnetException {
        if (id("unix:uid") != effectiveUid) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED,
                    "the data directory " + path + " belongs to " + owner,
                    owner.equals("root")
                            ? "give it to the account that runs Fishnet: sudo chown -R ACCOUNT " + path
                            : "run it as that account: sudo -u " + owner + " fishnet …");
        }
    }

    private void requireOwnerOnly(Set<PosixFilePermission> permissions) throws FishnetException {
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "other users can look into the data directory " + path,
                    "close it: chmod 700 " + path);
        }
    }

    private static FishnetException unusable(Path folder, IOException e) {
        return FileFailure.of("use the data directory", folder, e);
    }
}
