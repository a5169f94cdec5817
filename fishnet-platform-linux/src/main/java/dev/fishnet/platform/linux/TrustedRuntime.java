package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** A Java runtime that nobody but root can change: every folder on the way to it, and everything in it. */
final class TrustedRuntime {
    private final MachineFiles files;

    TrustedRuntime(MachineFiles files) {
        this.files = files;
    }

    /** The home without links; refused when anybody but root could put another program there. */
    String require(String home) throws FishnetException {
        String real = files.real(home);
        requireWay(real);
        for (String path : files.tree(real)) {
            FileEntry entry = requireRoots(path);
            if (entry.kind() == FileEntry.Kind.LINK) {
                requireWay(files.real(path));
            }
        }
        return real;
    }

    private void requireWay(String real) throws FishnetException {
        requireRoots("/");
        for (int slash = real.indexOf('/', 1); slash > 0; slash = real.indexOf('/', slash + 1)) {
            requireRoots(real.substring(0, slash));
        }
        requireRoots(real);
    }

    private FileEntry requireRoots(String path) throws FishnetException {
        FileEntry entry = files.look(path)
                .orElseThrow(() -> new FishnetException(ErrorKind.NOT_FOUND, path + " is not there any more"));
        if (!entry.isRootsAlone()) {
            throw new FishnetException(
                    ErrorKind.DENIED,
                    "the Java runtime could be overwritten by others than root: " + path + " (uid " + entry.uid()
                            + ", mode " + entry.octal() + ")",
                    "run Fishnet with a Java that the system's packages installed, or: sudo chown -R root:root "
                            + "and chmod -R go-w that folder");
        }
        return entry;
    }
}
