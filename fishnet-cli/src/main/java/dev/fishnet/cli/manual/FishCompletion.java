package dev.fishnet.cli.manual;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: a line for each word that may come next, with the condition under which it may. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    static String script(CommandSpec root) {
        FishCompletion completion = new FishCompletion();
        completion.script.append("# Completion of fishnet for fish; written by `fishnet completion fish`.\n");
        completion.command(root, List.of());
        return completion.script.toString();
    }

    private void command(CommandSpec command, List<String> path) {
        var verbs = Described.verbs(command);
        String here = condition(path, List.copyOf(verbs.keySet()));
        verbs.forEach(
                (name, verb) -> line(here).append(" -f -a ").append(name).append(described(Described.summary(verb))));
        for (OptionSpec option : Described.options(command)) {
            option(here, option);
        }
        verbs.forEach((name, verb) -> command(verb, append(path, name)));
    }

    private void option(String here, OptionSpec option) {
        StringBuilder line = line(here);
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
        }
        line.append(Described.takesValue(option) ? " -r" : " -f").append(described(Described.text(option)));
    }

    private StringBuilder line(String condition) {
        return script.append("complete -c fishnet -n ").append(quote(condition));
    }

    /** Every word of the path has been said, and none that would lead further. */
    private static String condition(List<String> path, List<String> verbs) {
        StringBuilder condition = new StringBuilder();
        for (String word : path) {
            condition.append("__fish_seen_subcommand_from ").append(word).append("; and ");
        }
        return verbs.isEmpty()
                ? condition.append("true").toString()
                : condition
                        .append("not __fish_seen_subcommand_from ")
                        .append(String.join(" ", verbs))
                        .toString();
    }

    private static List<String> append(List<String> path, String word) {
        return Stream.concat(path.stream(), Stream.of(word)).toList();
    }

    private static String described(String text) {
        return " -d " + quote(text) + "\n";
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
