package dev.fishnet.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man page of one command: everything its help says, with all of its verbs. */
final class ManPage {
    private final CommandSpec command;
    private final String name;
    private final Roff roff = new Roff();

    private ManPage(CommandSpec command, String name) {
        this.command = command;
        this.name = name;
    }

    /**
     * The page of {@code fishnet} itself, or of one of its commands.
     *
     * @param version what stands in the footer, with the date
     */
    static String of(CommandSpec command, String version, String date) {
        ManPage page = new ManPage(command, command.qualifiedName("-"));
        page.head(version, date);
        page.synopsis();
        page.description();
        page.ownOptions();
        page.verbs();
        page.tail();
        return page.roff.toString();
    }

    private boolean isRoot() {
        return command.parent() == null;
    }

    private void head(String version, String date) {
        roff.request("TH", name.toUpperCase(Locale.ROOT), "1", date, version, "Fishnet");
        roff.section("NAME").line(name + " - " + lowerCased(Described.summary(command)));
    }

    private static String lowerCased(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private void synopsis() {
        roff.section("SYNOPSIS");
        Map<String, CommandSpec> verbs = Described.verbs(command);
        if (isRoot() || verbs.isEmpty()) {
            call(command);
        } else {
            verbs.values().forEach(this::call);
        }
    }

    private void call(CommandSpec called) {
        String options = Described.options(called).stream()
                .map(option -> "[" + Described.name(option) + value(option) + "]")
                .collect(Collectors.joining(" "));
        String words = called.positionalParameters().stream()
                .map(word -> " " + (word.arity().min() == 0 ? "[" + word.paramLabel() + "]" : word.paramLabel()))
                .collect(Collectors.joining());
        String verb = called.subcommands().isEmpty() ? "" : " COMMAND";
        roff.request("TP").request("B", called.qualifiedName(" ")).line(options + words + verb);
    }

    private static String value(OptionSpec option) {
        return Described.takesValue(option) ? "=" + option.paramLabel() : "";
    }

    private void description() {
        roff.section("DESCRIPTION");
        paragraphs(Described.paragraphs(command));
        for (String line : command.usageMessage().footer()) {
            if (!line.isBlank()) {
                roff.request("PP").line(line);
            }
        }
    }

    private void paragraphs(List<String> paragraphs) {
        for (String paragraph : paragraphs) {
            roff.request("PP").line(paragraph);
        }
    }

    private void options(CommandSpec of) {
        for (PositionalParamSpec word : of.positionalParameters()) {
            roff.item(word.paramLabel(), Described.text(word));
        }
        for (OptionSpec option : Described.options(of)) {
            roff.item(String.join(", ", option.names()) + value(option), Described.text(option));
        }
    }

    private void ownOptions() {
        roff.section(isRoot() || Described.verbs(command).isEmpty() ? "OPTIONS" : "OPTIONS BEFORE A VERB");
        options(command);
    }

    private void verbs() {
        if (isRoot()) {
            roff.section("COMMANDS");
            Described.verbs(command)
                    .forEach((word, verb) -> roff.item(name + "-" + word + "(1)", Described.summary(verb) + "."));
        } else {
            Described.verbs(command).values().forEach(this::verb);
        }
    }

    private void verb(CommandSpec verb) {
        roff.section(verb.qualifiedName(" "));
        paragraphs(Described.paragraphs(verb));
        options(verb);
        Described.verbs(verb).values().forEach(this::verb);
    }

    private void tail() {
        roff.section("EXIT STATUS");
        roff.item("0", "Done.").item("1", "An error.").item("2", "Wrong usage.");
        roff.item("3", "Denied by policy, or a check failed.");
        roff.section("FILES");
        roff.item("/var/lib/fishnet", "The vault, the log and fishnet.toml; the account fishnet owns them.");
        roff.item("/etc/fishnet", "What the service and the lockdown read at boot; root owns it.");
        if (!isRoot()) {
            roff.section("SEE ALSO").request("BR", "fishnet", "(1)");
        }
    }
}
