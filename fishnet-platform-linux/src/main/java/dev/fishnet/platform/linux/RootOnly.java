package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether root alone can change a file: that takes the file, every folder above it, and every symbolic link on the way,
 * because whoever may write a folder may put another file in its place.
 */
final class RootOnly {
    private static final int MOST_LINKS = 40;

    private final MachineTree tree;

    RootOnly(MachineTree tree) {
        this.tree = tree;
    }

    /** What is weak about the path or something above it, the highest first; empty when nothing is. */
    Optional<Weakness> weakness(String path) throws FishnetException {
        return weakness(path, new HashSet<>());
    }

    private Optional<Weakness> weakness(String path, Set<String> links) throws FishnetException {
        for (int end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
            String part = end < 0 ? path : path.substring(0, end);
            Optional<FileFacts> facts = tree.facts(part);
            if (facts.isEmpty()) {
                return Optional.empty();
            }
            Optional<Weakness> weak = of(part, facts.get());
            if (weak.isPresent()) {
                return weak;
            }
            if (facts.get().isLink()) {
                return behind(part, end < 0 ? "" : path.substring(end), links);
            }
            if (end < 0) {
                return Optional.empty();
            }
        }
    }

    private Optional<Weakness> behind(String link, String rest, Set<String> links) throws FishnetException {
        if (!links.add(link + rest) || links.size() > MOST_LINKS) {
            return Optional.of(new Weakness(link + " is a symbolic link without end", "ls -l " + link));
        }
        Optional<String> target = tree.linkTarget(link);
        return target.isPresent() ? weakness(target.get() + rest, links) : Optional.empty();
    }

    static Optional<Weakness> of(String path, FileFacts file) {
        if (file.uid() != 0) {
            return Optional.of(
                    new Weakness(path + " belongs to uid " + file.uid(), command("chown", "-h", "root:root", path)));
        }
        return !file.isLink() && file.isWritableBeyondOwner()
                ? Optional.of(new Weakness(
                        path + " may be written by more than root (mode " + file.permissions() + ")",
                        command("chmod", "go-w", path)))
                : Optional.empty();
    }

    private static String command(String... argv) {
        return ShellScript.oneLine(Command.of(argv));
    }
}
