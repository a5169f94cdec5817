package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Steps to files and folders that root alone writes and everybody reads; none for what is so already. */
final class RootFiles {
    private static final int FILE = 0644;
    private static final int FOLDER = 0755;

    private RootFiles() {}

    static List<Step> file(MachineFiles files, String path, String text) throws FishnetException {
        Optional<FileEntry> entry = files.look(path);
        boolean right = entry.isPresent()
                && entry.get().kind() == FileEntry.Kind.FILE
                && entry.get().isRootsWith(FILE)
                && files.text(path).equals(Optional.of(text));
        return right ? List.of() : List.of(new Step.WriteFile(path, text, new FileMode("root", "root", FILE)));
    }

    static List<Step> folder(MachineFiles files, String path) throws FishnetException {
        Optional<FileEntry> entry = files.look(path);
        if (entry.isPresent() && entry.get().isFolder() && entry.get().isRootsWith(FOLDER)) {
            return List.of();
        }
        Command install = Command.of("install", "-d", "-o", "root", "-g", "root", "-m", "0755", path);
        return List.of(entry.isPresent() ? Step.Run.of(install) : Step.Run.of(install, Command.of("rmdir", path)));
    }

    static Step remove(List<String> paths) {
        return Step.Run.of(new Command(
                Stream.concat(Stream.of("rm", "-rf"), paths.stream()).toList(), Optional.empty()));
    }
}
