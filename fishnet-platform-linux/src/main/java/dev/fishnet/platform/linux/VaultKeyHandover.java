package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The vault's key, from the file where {@code init} left it to a credential that systemd alone can decrypt
 * (systemd-creds(1)), bound to this machine. Where systemd has no such thing the file stays where it is.
 *
 * <p>The file lies in the service user's directory and root is about to read it, so it is first moved to where that
 * user cannot put a link in its place.
 */
final class VaultKeyHandover {
    static final String NAME = "vault-key";
    static final String FOLDER = "/etc/fishnet";
    static final String CREDENTIAL = FOLDER + "/vault-key.cred";
    static final String OLD_CREDENTIAL = CREDENTIAL + ".old";
    static final String PLAIN = FOLDER + "/vault-key.plain";
    static final String ENVIRONMENT = FOLDER + "/env";

    private static final String PROGRAM = "/usr/bin/systemd-creds";
    private static final int KEY_BYTES = 32;

    private final MachineFiles files;
    private final String keyFile;

    VaultKeyHandover(MachineFiles files, String dataDirectory) {
        this.files = files;
        this.keyFile = dataDirectory + "/vault.key";
    }

    /** Whether the unit is to load the key from systemd. */
    boolean isEncrypted() throws FishnetException {
        return isThere(CREDENTIAL) || isPending();
    }

    /** Whether there is a key to hand over; an interrupted run may have moved it already. */
    boolean isPending() throws FishnetException {
        return isThere(PROGRAM) && (isThere(keyFile) || isThere(PLAIN));
    }

    List<Step> steps() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (!isThere(FOLDER)) {
            steps.add(Step.Run.of(
                    Command.of("install", "-d", "-o", "root", "-g", "root", "-m", "0755", FOLDER),
                    Command.of("rmdir", FOLDER)));
        }
        takeAway(steps);
        steps.add(Step.Run.of(Command.of("test", "-f", PLAIN, "-a", "!", "-L", PLAIN)));
        if (isThere(CREDENTIAL)) {
            steps.add(ProgramImage.move(CREDENTIAL, OLD_CREDENTIAL));
        }
        steps.add(Step.Run.of(
                Command.of("systemd-creds", "encrypt", "--with-key=host", "--name=" + NAME, PLAIN, CREDENTIAL),
                remove(CREDENTIAL)));
        steps.add(Step.Run.of(Command.of("chmod", "0600", CREDENTIAL)));
        return steps;
    }

    /** A key in the data directory is newer than one that an interrupted run left on its way. */
    private void takeAway(List<Step> steps) throws FishnetException {
        Optional<FileEntry> found = files.look(keyFile);
        if (found.isEmpty()) {
            return;
        }
        requireKey(found.get());
        if (isThere(PLAIN)) {
            steps.add(Step.Run.of(remove(PLAIN)));
        }
        steps.add(ProgramImage.move(keyFile, PLAIN));
    }

    private void requireKey(FileEntry entry) throws FishnetException {
        if (entry.kind() != FileEntry.Kind.FILE || entry.size() != KEY_BYTES) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    keyFile + " is not a file of " + KEY_BYTES + " bytes",
                    "remove it and make a new one: sudo -u fishnet fishnet init --store-derived-key-in-keychain");
        }
    }

    /** What must not outlive a handover that worked: the plain key, and the credential before this one. */
    List<String> leftovers() throws FishnetException {
        List<String> paths = new ArrayList<>();
        if (isPending()) {
            paths.add(PLAIN);
        }
        if (isThere(OLD_CREDENTIAL) || (isPending() && isThere(CREDENTIAL))) {
            paths.add(OLD_CREDENTIAL);
        }
        return paths;
    }

    private boolean isThere(String path) throws FishnetException {
        return files.look(path).isPresent();
    }

    private static Command remove(String file) {
        return Command.of("rm", "-f", file);
    }
}
