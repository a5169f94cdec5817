package dev.fishnet.config;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.List;

/** A setting that is not one, or a file that cannot be read as settings. */
public final class ConfigException extends FishnetException {
    public ConfigException(ErrorKind kind, String message, String hint) {
        super(kind, message, hint);
    }

    /** A value that is out of range or not of its kind; {@code where} names the variable, or the file and key. */
    public static ConfigException badValue(String where, String why) {
        return new ConfigException(ErrorKind.USAGE, where + ": " + why, "correct it and try again");
    }

    /** The first of the problems, and how to see the others. */
    static ConfigException of(String file, List<Problem> problems) {
        String more = problems.size() == 1
                ? "correct it and try again"
                : "correct it and try again; 'fishnet policy check' shows all " + problems.size() + " problems";
        return new ConfigException(ErrorKind.USAGE, problems.getFirst().text(file), more);
    }
}
