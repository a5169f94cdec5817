package dev.fishnet.cli.policy;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Environment;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.config.Reading;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.EditCopy;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet policy edit}: the editor changes a copy, and only what checks takes the file's place. */
final class EditVerb {
    private final Workspace workspace;
    private final Environment environment;
    private final ProcessControlPort processes;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    EditVerb(
            Workspace workspace,
            Environment environment,
            ProcessControlPort processes,
            ActLog acts,
            Terminal terminal) {
        this.workspace = workspace;
        this.environment = environment;
        this.processes = processes;
        this.acts = acts;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::edit,
                Options.value("--config", "FILE", "The configuration (default: the one that the gateway would read)."));
        spec.usageMessage().description("Change the configuration in $EDITOR; what does not check is not saved.");
        return spec;
    }

    private int edit(Leaf values) throws FishnetException {
        ConfigFile file = workspace.configPlace(values.value("--config"));
        byte[] before = contentOf(file);
        try (EditCopy copy = EditCopy.of("fishnet.toml", before)) {
            do {
                runEditor(copy);
                byte[] after = copy.content();
                if (Arrays.equals(before, after)) {
                    terminal.say("Nothing has changed.");
                    return ExitCode.DONE;
                }
                if (checks(after, file)) {
                    save(file, before, after);
                    return ExitCode.DONE;
                }
            } while (wantsAgain());
        }
        terminal.note("not saved: " + file.path() + " is as it was");
        return ExitCode.DENIED;
    }

    private static byte[] contentOf(ConfigFile file) throws FishnetException {
        return file.exists() ? file.content() : new byte[0];
    }

    /** Words, split at blanks, and the file: no shell reads any of it. */
    private void runEditor(EditCopy copy) throws FishnetException {
        String editor = environment.get("EDITOR").orElse("vi").strip();
        List<String> argv = new ArrayList<>(List.of(editor.split("\\s+")));
        argv.add(copy.path().toString());
        int status = processes.attend(new Command(argv, Optional.empty()));
        if (status != 0) {
            throw new FishnetException(
                    ErrorKind.FAILED, "the editor '" + argv.getFirst() + "' ended with " + status, "nothing was saved");
        }
    }

    private boolean checks(byte[] content, ConfigFile file) {
        Reading reading = workspace.reading(ConfigFile.documentOf(content));
        reading.problems()
                .forEach(problem ->
                        terminal.note(problem.text(file.path().getFileName().toString())));
        return reading.config().isPresent();
    }

    private boolean wantsAgain() {
        return terminal.ask("Edit again? [Y/n] ")
                .map(answer -> !answer.strip().toLowerCase(Locale.ROOT).startsWith("n"))
                .orElse(false);
    }

    /** What somebody else saved meanwhile is not written over. */
    private void save(ConfigFile file, byte[] before, byte[] after) throws FishnetException {
        if (!Arrays.equals(before, contentOf(file))) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    file.path() + " was changed by somebody else while you edited it",
                    "nothing was saved; edit it again");
        }
        acts.before(log -> {
            log.announce(Action.POLICY_EDITED, file.path().toString(), "");
            file.replace(after);
            return file;
        });
        terminal.say("Saved " + file.path() + "; a running gateway takes it up within a second.");
    }
}
