package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The daemon's account, and the data directory that is its alone; only what is not so already. */
final class ServiceUserPlan {
    private static final String NO_SHELL = "/usr/sbin/nologin";
    private static final int PRIVATE = 0700;

    private final MachineFiles files;
    private final UserName name;
    private final String data;

    ServiceUserPlan(MachineFiles files, UserName name, String data) throws FishnetException {
        this.files = files;
        this.name = name;
        this.data = UnitText.requirePath(data);
    }

    /**
     * The steps.
     *
     * @param found the account, if there is one
     * @param groupExists whether there is a group of the name
     */
    ChangePlan from(Optional<PasswdLine> found, boolean groupExists) throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (found.isPresent()) {
            moveHome(found.get(), steps);
        } else {
            create(groupExists, steps);
        }
        directory(found, steps);
        return new ChangePlan("System user + permissions setup", steps);
    }

    private void create(boolean groupExists, List<Step> steps) throws FishnetException {
        if (groupExists) {
            throw refused(
                    "there is a group '" + name + "' but no such user, so others could be in it",
                    "see who, then: sudo groupdel " + name);
        }
        steps.add(Step.Run.of(
                Command.of(
                        "useradd",
                        "--system",
                        "--user-group",
                        "--no-create-home",
                        "--home-dir",
                        data,
                        "--shell",
                        NO_SHELL,
                        name.value()),
                Command.of("userdel", name.value())));
    }

    private void moveHome(PasswdLine account, List<Step> steps) throws FishnetException {
        if (account.isPersons()) {
            throw refused(
                    "the account '" + name + "' is not a system account without a login (uid "
                            + account.account().uid() + ", shell " + account.shell() + ")",
                    "the daemon needs that name for itself: rename the account, usermod --login");
        }
        if (!account.home().equals(data)) {
            steps.add(Step.Run.of(home(data), home(account.home())));
        }
    }

    private Command home(String folder) {
        return Command.of("usermod", "--home", folder, name.value());
    }

    private void directory(Optional<PasswdLine> account, List<Step> steps) throws FishnetException {
        Optional<FileEntry> found = files.look(data);
        if (found.isEmpty()) {
            steps.add(Step.Run.of(
                    Command.of("install", "-d", "-o", name.value(), "-g", name.value(), "-m", "0700", data),
                    Command.of("rmdir", data)));
            return;
        }
        FileEntry folder = found.get();
        if (!folder.isFolder()) {
            throw refused(data + " is not a directory", "move it away");
        }
        if (account.isPresent() && folder.uid() == account.get().account().uid()) {
            requireOwnFiles(folder.uid());
        } else {
            requireEmpty();
        }
        own(folder, account, steps);
    }

    /** The mode first: a directory is never somebody's new one with its old bits. */
    private void own(FileEntry folder, Optional<PasswdLine> account, List<Step> steps) {
        if (folder.mode() != PRIVATE) {
            steps.add(Step.Run.of(chmod("0700"), chmod(folder.octal())));
        }
        if (account.isEmpty() || !isOwned(folder, account.get())) {
            steps.add(Step.Run.of(chown(name + ":" + name), chown(folder.uid() + ":" + folder.gid())));
        }
    }

    private static boolean isOwned(FileEntry folder, PasswdLine account) {
        return folder.uid() == account.account().uid()
                && folder.gid() == account.account().gid();
    }

    private Command chmod(String mode) {
        return Command.of("chmod", mode, data);
    }

    private Command chown(String owner) {
        return Command.of("chown", "--no-dereference", owner, data);
    }

    private void requireEmpty() throws FishnetException {
        if (!files.names(data).isEmpty()) {
            throw refused(
                    data + " holds files and is not the directory of '" + name + "'",
                    "if they are Fishnet's: sudo chown -R " + name + ":" + name + " " + data
                            + " (make the user first), else move them away");
        }
    }

    /** Only root and the service user can look; for anybody else the owner of the directory has to do. */
    private void requireOwnFiles(long owner) throws FishnetException {
        try {
            for (String file : files.names(data)) {
                Optional<FileEntry> entry = files.look(data + "/" + file);
                if (entry.isPresent() && entry.get().uid() != owner) {
                    throw refused(
                            data + " holds a file that is not '" + name + "''s: " + file,
                            "give it away: sudo chown -R " + name + ":" + name + " " + data);
                }
            }
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
        }
    }

    private static FishnetException refused(String what, String hint) {
        return new FishnetException(ErrorKind.DENIED, what, hint);
    }
}
