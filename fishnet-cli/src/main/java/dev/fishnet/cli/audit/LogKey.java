package dev.fishnet.cli.audit;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.verify.FirstEntry;
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
     * The key that was given, or else the one that the first entry names.
     *
     * @throws FishnetException of kind NOT_FOUND when there is neither
     */
    static VerifierKey of(Leaf values, LogSource log) throws FishnetException {
        Optional<VerifierKey> given = given(values);
        return given.isPresent() ? given.get() : named(log);
    }

    /** The key that the first entry names; empty when that is not here. */
    static Optional<VerifierKey> found(LogSource log) throws FishnetException {
        Optional<AuditEntry.Opened> opened = FirstEntry.of(log).opened();
        return opened.isEmpty()
                ? Optional.empty()
                : Optional.of(VerifierKey.parse(opened.get().key()));
    }

    /**
     * The key that the first entry names.
     *
     * @throws FishnetException of kind NOT_FOUND when that is not here
     */
    static VerifierKey named(LogSource log) throws FishnetException {
        return found(log)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.NOT_FOUND,
                        "the entry that names the key of the log is not here",
                        "it is in the first archive: name that with --archive; or the key with --key, where it is"
                                + " asked for"));
    }
}
