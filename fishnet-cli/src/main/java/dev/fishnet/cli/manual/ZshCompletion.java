package dev.fishnet.cli.manual;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion for zsh: a function for each command, which offers its options and calls that of the verb that follows.
 */
final class ZshCompletion {
    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {}

    static String script(CommandSpec root) {
        ZshCompletion completion = new ZshCompletion();
        completion.script.append(
                "#compdef fishnet\n# Completion of fishnet for zsh; written by `fishnet completion zsh`.\n");
        completion.function(root, "_fishnet");
        completion.script.append("""

                if [ "${funcstack[1]-}" = _fishnet ]; then
                  _fishnet "$@"
                else
                  compdef _fishnet fishnet
                fi
                """);
        return completion.script.toString();
    }

    private void function(CommandSpec command, String name) {
        Map<String, CommandSpec> verbs = Described.verbs(command);
        script.append("\n").append(name).append("() {\n");
        if (verbs.isEmpty()) {
            script.append("  _arguments").append(arguments(command)).append("\n}\n");
            return;
        }
        script.append("  local line state\n  _arguments -C").append(arguments(command));
        script.append(" \\\n    '1: :->verb' '*:: :->words'\n");
        script.append("  case $state in\n    verb) _values command")
                .append(words(verbs))
                .append(" ;;\n");
        script.append("    words) case $line[1] in\n");
        verbs.keySet().forEach(verb -> script.append("      " + verb + ") " + below(name, verb) + " ;;\n"));
        script.append("    esac ;;\n  esac\n}\n");
        verbs.forEach((verb, spec) -> function(spec, below(name, verb)));
    }

    private static String below(String function, String verb) {
        return function + "_" + verb.replace('-', '_');
    }

    private static String words(Map<String, CommandSpec> verbs) {
        return verbs.entrySet().stream()
                .map(verb -> " " + quote(verb.getKey() + "[" + bracketed(Described.summary(verb.getValue())) + "]"))
                .collect(Collectors.joining());
    }

    private static String arguments(CommandSpec command) {
        Stream<String> options = Described.options(command).stream()
                .flatMap(option -> Stream.of(option.names()).map(name -> option(option, name)));
        Stream<String> words = command.positionalParameters().stream().map(ZshCompletion::word);
        return Stream.concat(options, words)
                .map(argument -> " \\\n    " + quote(argument))
                .collect(Collectors.joining());
    }

    private static String option(OptionSpec option, String name) {
        String text = name + "[" + bracketed(Described.text(option)) + "]";
        return Described.takesValue(option) ? text + ":" + label(option.paramLabel()) + ":_files" : text;
    }

    private static String word(PositionalParamSpec word) {
        return (word.arity().min() == 0 ? "::" : ":") + label(word.paramLabel()) + ":_files";
    }

    private static String label(String text) {
        return text.replaceAll("[^A-Za-z0-9_-]", "").toLowerCase(Locale.ROOT);
    }

    private static String bracketed(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
