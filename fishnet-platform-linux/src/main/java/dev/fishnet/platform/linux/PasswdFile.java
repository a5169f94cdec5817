package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserName;
import java.util.Optional;

/**
 * What getent(1) would say of an account, without starting it: where the system asks /etc/passwd first of all, a line
 * there is the answer.
 */
final class PasswdFile {
    private PasswdFile() {}

    /** The account's line; empty where only getent knows. */
    static Optional<String> line(SystemFiles files, UserName name) {
        try {
            return isAskedFirst(text(files, "/etc/nsswitch.conf"))
                    ? find(text(files, "/etc/passwd"), name.value() + ":")
                    : Optional.empty();
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }

    private static String text(SystemFiles files, String path) throws FishnetException {
        return files.read(path).orElse("");
    }

    private static Optional<String> find(String text, String start) {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(start)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** An action in brackets may go on after a line was found. */
    private static boolean isAskedFirst(String nameServices) {
        for (String line : nameServices.split("\n", -1)) {
            if (line.startsWith("passwd:")) {
                String sources = line.substring("passwd:".length()).strip();
                return (sources + " ").replace('\t', ' ').startsWith("files ") && sources.indexOf('[') < 0;
            }
        }
        return false;
    }
}
