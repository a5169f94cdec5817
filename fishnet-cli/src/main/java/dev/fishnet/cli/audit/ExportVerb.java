package dev.fishnet.cli.audit;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.LinesFile;
import dev.fishnet.storage.TextFile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code fishnet audit export}: everything, the oldest first, without holding it in memory. */
final class ExportVerb {
    private static final int CHUNK = 1 << 16;
    private static final byte[] LINE_FEED = {'\n'};

    private final Logs logs;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    ExportVerb(Logs logs, Clock clock, Terminal terminal) {
        this.logs = logs;
        this.clock = clock;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        List<OptionSpec> options = new ArrayList<>();
        options.add(Options.value(
                "--format", "jsonl|csv", "The entries as they are, a line each (jsonl, the default), or a table."));
        options.add(Options.value(
                "--output", "FILE", "A new file, for its owner alone; there whole or not at all. Default: print."));
        options.addAll(Selection.options());
        options.add(Logs.archiveOption());
        CommandSpec spec = Leaf.of(this::export, options.toArray(OptionSpec[]::new));
        spec.usageMessage()
                .description(
                        "Write out the log, oldest entry first, all of it that the options do not leave out.",
                        "",
                        "Without filters, jsonl is exactly what was hashed and signed: with the checkpoint that"
                                + " --output FILE puts into FILE.checkpoint, and the log's key, anybody can verify it"
                                + " without Fishnet (docs/log-format.md).");
        return spec;
    }

    private int export(Leaf values) throws FishnetException {
        Selection wanted = Selection.of(values, clock.instant());
        boolean csv = isCsv(values.value("--format"));
        Optional<Path> output = values.value("--output").map(Path::of);
        try (LogSource log = logs.open(Logs.archives(values))) {
            Passed passed = new Passed();
            LinesFile.Content content = sink -> pass(log, wanted, csv, sink, passed);
            if (output.isPresent()) {
                LinesFile.create(output.get(), content);
                terminal.note("wrote " + Counted.entries(passed.count) + " to "
                        + output.get().toAbsolutePath());
            } else {
                print(content, csv);
            }
            sayWhatIsMissing(log);
            if (output.isPresent() && !csv && wanted.isEverything()) {
                checkpoint(log, output.get());
            }
        }
        return ExitCode.DONE;
    }

    private static boolean isCsv(Optional<String> format) throws FishnetException {
        return switch (format.orElse("jsonl")) {
            case "jsonl" -> false;
            case "csv" -> true;
            default ->
                throw new FishnetException(
                        ErrorKind.USAGE, "--format is jsonl or csv", "for example: fishnet audit export --format csv");
        };
    }

    private static final class Passed {
        private long count;
    }

    private static void pass(LogSource log, Selection wanted, boolean csv, LinesFile.Sink sink, Passed passed)
            throws FishnetException {
        if (csv) {
            sink.add(EntryCsv.header().getBytes(StandardCharsets.UTF_8));
        }
        log.entries(log.first(), (index, text, leaf) -> {
            if (add(index, text, wanted, csv, sink)) {
                passed.count++;
            }
            return true;
        });
    }

    /** What is exported as it is need not be read, and is exported even where it cannot be. */
    private static boolean add(long index, byte[] text, Selection wanted, boolean csv, LinesFile.Sink sink)
            throws FishnetException {
        if (csv || !wanted.isEverything()) {
            AuditEntry entry = read(index, text);
            if (!wanted.takes(entry, Optional.empty())) {
                return false;
            }
            if (csv) {
                sink.add(EntryCsv.row(index, entry).getBytes(StandardCharsets.UTF_8));
                return true;
            }
        }
        sink.add(text);
        sink.add(LINE_FEED);
        return true;
    }

    private static AuditEntry read(long index, byte[] text) throws FishnetException {
        try {
            return EntryReader.read(text).entry();
        } catch (FishnetException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "entry " + index + " cannot be read: " + e.getMessage(),
                    "'fishnet audit export --format jsonl' without filters exports it as it is",
                    e);
        }
    }

    private void print(LinesFile.Content content, boolean csv) throws FishnetException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        content.into(bytes -> {
            lines.writeBytes(bytes);
            if (lines.size() >= CHUNK && bytes[bytes.length - 1] == '\n') {
                flush(lines, csv);
            }
        });
        flush(lines, csv);
    }

    private void flush(ByteArrayOutputStream lines, boolean csv) {
        String text = lines.toString(StandardCharsets.UTF_8);
        terminal.write(terminal.isInteractive() ? Shown.lines(text, csv ? Shown::line : Shown::json) : text);
        lines.reset();
    }

    private void sayWhatIsMissing(LogSource log) throws FishnetException {
        if (log.first() > 0) {
            terminal.note("the first " + Counted.entries(log.first())
                    + " were archived and are not in it; name their files with --archive");
        }
    }

    private void checkpoint(LogSource log, Path output) throws FishnetException {
        if (log.first() > 0) {
            return;
        }
        VerifierKey key = LogKey.named(log);
        Optional<KeptCheckpoint> newest = KeptCheckpoint.newest(log, key);
        if (newest.isPresent()) {
            Path file = output.resolveSibling(output.getFileName() + ".checkpoint");
            new TextFile(file).create(newest.get().note());
            terminal.note("wrote the checkpoint of its first "
                    + Counted.entries(newest.get().size()) + " to " + file.toAbsolutePath());
        } else {
            terminal.note("the log has no checkpoint yet, so none was written");
        }
        terminal.note("the log's key is " + key);
    }
}
