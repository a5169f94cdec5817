package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.verify.LogClaim;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.TextFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The public key of a log: as it was given, or as the log names it. */
final class LogKey {
    private static final int LONGEST_FILE = 10_000;

    private LogKey() {}

    /** {@code --key}. */
    static OptionSpec option(String otherwise) {
        return Options.value(
                "--key",
                "VKEY|FILE",
                "The log's key, as 'fishnet audit checkpoint --key' prints it, or a file that has it (" + otherwise
                        + ").");
    }

    /** The key that was given, either itself or in a file. */
    static Optional<VerifierKey> given(Leaf values) throws FishnetException {
        Optional<String> value = values.value("--key");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().strip();
        boolean isKey = text.matches("\\S+\\+[0-9a-f]{8}\\+\\S+");
        return Optional.of(VerifierKey.parse(
                isKey ? text : new TextFile(Path.of(text)).read(LONGEST_FILE).strip()));
    }

    /**
     * The key that was given, or else the one that the log names.
     *
     * @throws FishnetException of kind NOT_FOUND when there is neither
     */
    static VerifierKey of(Leaf values, LogSource log) throws FishnetException {
        Optional<VerifierKey> given = given(values);
        return given.isPresent() ? given.get() : named(log);
    }

    /** The key that the log names; empty when no entry does that. */
    static Optional<VerifierKey> found(LogSource log) throws FishnetException {
        Optional<LogClaim> claim = LogClaim.of(log);
        return claim.isEmpty()
                ? Optional.empty()
                : Optional.of(VerifierKey.parse(claim.get().key()));
    }

    /**
     * The key that the log names.
     *
     * @throws FishnetException of kind NOT_FOUND when no entry does that
     */
    static VerifierKey named(LogSource log) throws FishnetException {
        return found(log)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.NOT_FOUND,
                        "no entry that is here names the key of the log",
                        "something is wrong with it: fishnet audit verify"));
    }
}
