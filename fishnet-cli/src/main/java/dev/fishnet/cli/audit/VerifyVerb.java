package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.verify.ArchivedPart;
import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.LogVerifier;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.config.Json;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.TextFile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit verify}. */
final class VerifyVerb {
    private static final int LONGEST_NOTE = 100_000;

    private final Logs logs;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    VerifyVerb(Logs logs, Clock clock, Terminal terminal) {
        this.logs = logs;
        this.clock = clock;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::verify,
                LogKey.option("default: what the log says of itself"),
                Options.values(
                        "--checkpoint", "FILE", "A checkpoint that somebody else kept; may be given several times."),
                Logs.archiveOption(),
                Options.flag("Read every entry to its end, and not only its beginning and its hash.", "--entries"),
                Options.flag("Print JSON.", "--json"));
        spec.usageMessage()
                .description(
                        "Look whether the log is what was written: 0 when it is, 3 when it is not.",
                        "",
                        "Everything up to the newest checkpoint is held to the signature of the log's key. Whoever"
                                + " has that key could sign another history; only a checkpoint that was kept elsewhere"
                                + " finds that, so keep some: 'fishnet audit checkpoint'.");
        return spec;
    }

    private int verify(Leaf values) throws FishnetException {
        Optional<VerifierKey> key = LogKey.given(values);
        List<ArchivedPart> archives = Logs.archives(values);
        LogVerifier.Terms terms = new LogVerifier.Terms(
                key.map(VerifierKey::toString), checkpoints(values), archives, values.isSet("--entries"));
        LogReport report;
        try (LogSource log = logs.open(archives)) {
            report = new LogVerifier(terms, new ProgressNotes(clock, terminal)).verify(log);
        }
        VerifyReport shown =
                new VerifyReport(report, key.isPresent(), terms.given().size());
        if (values.isSet("--json")) {
            terminal.say(Json.text(shown.json()));
        } else {
            shown.lines().forEach(terminal::say);
        }
        return report.isClean() ? ExitCode.DONE : ExitCode.DENIED;
    }

    private static List<String> checkpoints(Leaf values) throws FishnetException {
        List<String> notes = new ArrayList<>();
        for (String file : values.values("--checkpoint")) {
            notes.add(new TextFile(Path.of(file)).read(LONGEST_NOTE));
        }
        return notes;
    }
}
