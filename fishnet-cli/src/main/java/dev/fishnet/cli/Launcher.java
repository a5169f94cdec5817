package dev.fishnet.cli;

import dev.fishnet.cli.manual.CompletionCommand;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds the command that was asked for and runs it. Only that command is built: what a command loads is what it costs,
 * and help needs no more of the others than a line each.
 */
final class Launcher {
    private static final int NARROWEST = 55;
    private static final int USUAL_WIDTH = 80;

    private final Terminal terminal;
    private final Environment environment;
    private final Clock clock;
    private final Platforms platforms;

    Launcher(Terminal terminal, Environment environment, Clock clock, Platforms platforms) {
        this.terminal = terminal;
        this.environment = environment;
        this.clock = clock;
        this.platforms = platforms;
    }

    /** Runs a command line to its end and returns the exit code. */
    int run(String... args) {
        Optional<Noun> noun = args.length == 0 ? Optional.empty() : Noun.of(args[0]);
        try {
            CommandSpec root = root();
            if (noun.isPresent()) {
                root.addSubcommand(noun.get().command, spec(noun.get(), args));
            } else {
                addSummaries(root);
            }
            return commandLine(root).execute(args);
        } catch (FishnetException e) {
            return report(e);
        }
    }

    private CommandLine commandLine(CommandSpec root) {
        CommandLine commandLine = new CommandLine(root)
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setParameterExceptionHandler((e, words) -> reportUsage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> reportFailure(e));
        return commandLine.setUsageHelpWidth(width());
    }

    private int width() {
        return environment
                .get("COLUMNS")
                .filter(columns -> columns.matches("[0-9]{2,3}"))
                .map(Integer::parseInt)
                .filter(columns -> columns >= NARROWEST)
                .orElse(USUAL_WIDTH);
    }

    private CommandSpec root() {
        CommandSpec root = CommandSpec.wrapWithoutInspection((Callable<Integer>) this::askForCommand);
        root.name("fishnet").addOption(Options.help()).addOption(Options.version());
        root.version("fishnet " + Version.read());
        root.usageMessage()
                .description("The only door between an AI agent and the world.")
                .footer("", "'fishnet COMMAND --help' explains a command; 'fishnet demo' shows them at work.");
        return root;
    }

    private void addSummaries(CommandSpec root) {
        for (Noun noun : Noun.values()) {
            CommandSpec summary = CommandSpec.create();
            summary.usageMessage().description(noun.summary);
            root.addSubcommand(noun.command, summary);
        }
    }

    /** The whole tree, for what is written about all of it; a command line needs one branch only. */
    CommandSpec everything() throws FishnetException {
        CommandSpec root = root();
        for (Noun noun : Noun.values()) {
            root.addSubcommand(noun.command, spec(noun));
        }
        return root;
    }

    private int askForCommand() {
        terminal.note("a command is needed");
        terminal.note("hint: 'fishnet --help' lists them, 'fishnet demo' shows them at work");
        return ExitCode.USAGE;
    }

    /** @param args the command line, whose second word may be a verb; of no more than that one is anything built */
    private CommandSpec spec(Noun noun, String... args) throws FishnetException {
        Optional<String> verb = args.length > 1 ? Optional.of(args[1]) : Optional.empty();
        PlatformPorts platform = platforms.forOs(environment.osName(), noun.command);
        FishnetComponent component = DaggerFishnetComponent.factory().create(platform, terminal, environment, clock);
        CommandSpec spec = switch (noun) {
            case DEMO -> component.demo().spec();
            case INIT -> component.init().spec();
            case START -> component.start().spec();
            case STOP -> component.stop().spec();
            case STATUS -> component.status().spec();
            case SPEND -> component.spend().spec();
            case SERVICE -> component.service().spec(verb);
            case AGENT -> component.agent().spec(verb);
            case DOCTOR -> component.doctor().spec();
            case FIREWALL -> component.firewall().spec(verb);
            case POLICY -> component.policy().spec(verb);
            case AUDIT -> component.audit().spec(verb);
            case ADD_KEY -> component.addKey().spec();
            case LIST_KEYS -> component.listKeys().spec();
            case REMOVE_KEY -> component.removeKey().spec();
            case BACKUP -> component.backup().spec();
            case RESTORE -> component.restore().spec();
            case COMPLETION -> new CompletionCommand(terminal, this::everything).spec();
        };
        spec.usageMessage().description(noun.summary + ".");
        return spec;
    }

    private int reportUsage(CommandLine.ParameterException e) {
        CommandLine where = e.getCommandLine();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            terminal.note(unmatched(unmatched, word));
        } else {
            terminal.note(String.valueOf(e.getMessage()));
        }
        terminal.note("hint: try '" + where.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    /** A word that is none of a command's own may be a secret that lost its option, so it is not repeated. */
    private static String unmatched(CommandLine.UnmatchedArgumentException e, String word) {
        if (e.isUnknownOption()) {
            return "unknown option '" + word.replaceFirst("=.*", "") + "'";
        }
        return e.getCommandLine().getParent() == null ? "unknown command '" + word + "'" : "there is a word too many";
    }

    private int reportFailure(Exception failure) {
        return failure instanceof FishnetException expected ? report(expected) : reportMistake(failure);
    }

    /** Nothing an operator can mend, so the trace is for whoever asks for it. */
    private int reportMistake(Exception mistake) {
        terminal.note("this is a mistake in Fishnet, please report it: " + mistake);
        terminal.note("hint: FISHNET_DEBUG=1 shows where it happened");
        if (environment.get("FISHNET_DEBUG").isPresent()) {
            mistake.printStackTrace(terminal.errWriter());
        }
        return ExitCode.ERROR;
    }

    private int report(FishnetException e) {
        terminal.note(e.getMessage());
        e.hint().ifPresent(hint -> terminal.note("hint: " + hint));
        for (Throwable suppressed : e.getSuppressed()) {
            terminal.note("and while undoing: " + suppressed.getMessage());
        }
        return ExitCode.of(e.kind());
    }
}
