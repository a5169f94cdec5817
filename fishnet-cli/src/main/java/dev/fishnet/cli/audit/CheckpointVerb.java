package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.config.Json;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit checkpoint}: what is handed to somebody who is to vouch for the log later. */
final class CheckpointVerb {
    private final Logs logs;
    private final Terminal terminal;

    @Inject
    CheckpointVerb(Logs logs, Terminal terminal) {
        this.logs = logs;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::checkpoint,
                Options.flag("Print the key that checkpoints are verified with instead.", "--key"),
                Options.values("--archive", "FILE", "The archive that the log begins in, where it names the key."),
                Options.flag("Print JSON.", "--json"));
        spec.usageMessage().description("Print the newest checkpoint, for somebody else to keep.");
        return spec;
    }

    private int checkpoint(Leaf values) throws FishnetException {
        try (LogSource log = logs.open(Logs.archives(values))) {
            if (!values.isSet("--key")
                    && !values.isSet("--json")
                    && LogKey.found(log).isEmpty()) {
                return handOutUnchecked(log.checkpoints());
            }
            VerifierKey key = LogKey.named(log);
            if (values.isSet("--key") && !values.isSet("--json")) {
                terminal.say(key.toString());
                return ExitCode.DONE;
            }
            KeptCheckpoint newest = KeptCheckpoint.require(log, key);
            long after = log.head().size() - newest.size();
            if (values.isSet("--json")) {
                terminal.say(Json.text(json(newest, key, after)));
            } else {
                terminal.write(newest.note());
                tellOfLater(after);
            }
            return ExitCode.DONE;
        }
    }

    /** Whoever keeps it checks it; that it cannot be checked here is no reason not to hand it out. */
    private int handOutUnchecked(List<String> notes) throws FishnetException {
        if (notes.isEmpty()) {
            throw KeptCheckpoint.none();
        }
        terminal.write(notes.getLast());
        terminal.note("its signature was not checked: no entry that is here names the key (fishnet audit verify)");
        return ExitCode.DONE;
    }

    private void tellOfLater(long after) {
        if (after > 0) {
            terminal.note(Counted.entries(after) + " came after this checkpoint, and " + (after == 1 ? "is" : "are")
                    + " not in it");
        }
    }

    private static Map<String, Object> json(KeptCheckpoint newest, VerifierKey key, long after) {
        return Map.of(
                "origin", newest.checkpoint().origin(),
                "size", newest.size(),
                "root", newest.checkpoint().head().root().base64(),
                "key", key.toString(),
                "note", newest.note(),
                "entries_after", after);
    }
}
