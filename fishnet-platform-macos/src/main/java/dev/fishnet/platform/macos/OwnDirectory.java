package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory that is one account's alone, mode 0700. Ids are numbers, because the system may remember for a while that
 * the name of a new account is nobody's.
 */
record OwnDirectory(String path, long uid, long gid) {
    private static final int MODE = 0700;

    /**
     * Steps that make it so; empty when it is.
     *
     * @throws FishnetException when something else lies there, or it is somebody else's
     */
    List<Step> steps(Places places) throws FishnetException {
        Optional<Place> found = places.at(path);
        if (found.isEmpty()) {
            return List.of(Step.Run.of(
                    Command.of("install", "-d", "-o", "" + uid, "-g", "" + gid, "-m", "0700", path),
                    Command.of("rmdir", path)));
        }
        requireOurs(found.get(), places);
        List<Step> steps = new ArrayList<>();
        if (found.get().uid() != uid || found.get().gid() != gid) {
            steps.add(owner(found.get()));
        }
        if (found.get().bits() != MODE) {
            steps.add(Step.Run.of(
                    Command.of("chmod", "0700", path),
                    Command.of("chmod", found.get().octal(), path)));
        }
        return steps;
    }

    private Step owner(Place before) {
        return Step.Run.of(
                Command.of("chown", uid + ":" + gid, path),
                Command.of("chown", before.uid() + ":" + before.gid(), path));
    }

    /** An empty one of root's is what an interrupted {@code install -d} leaves. */
    private void requireOurs(Place found, Places places) throws FishnetException {
        if (!found.isDirectory()) {
            throw new FishnetException(ErrorKind.FAILED, path + " is not a directory", "move it away");
        }
        boolean roots = found.uid() == 0 && places.in(path).isEmpty();
        if (found.uid() != uid && !roots) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    path + " belongs to another account (uid " + found.uid() + ")",
                    "move it away, or give it to the account it is for: sudo chown -R " + uid + ":" + gid + " '" + path
                            + "'");
        }
    }
}
