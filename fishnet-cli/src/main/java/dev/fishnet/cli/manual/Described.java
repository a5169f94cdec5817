package dev.fishnet.cli.manual;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the description of a command says, in the words that its help uses. */
final class Described {
    private Described() {}

    /** The command's description, a paragraph an entry. */
    static List<String> paragraphs(CommandSpec command) {
        return Arrays.stream(command.usageMessage().description())
                .map(Described::plain)
                .toList();
    }

    /** The first sentence of the description, without its full stop. */
    static String summary(CommandSpec command) {
        return paragraphs(command).stream()
                .findFirst()
                .map(text -> text.replaceFirst("\\.$", ""))
                .orElse("");
    }

    static String text(ArgSpec argument) {
        return Arrays.stream(argument.description()).map(Described::plain).collect(Collectors.joining(" "));
    }

    /** The verbs by name, in the order that help shows them; an alias is no verb of its own. */
    static Map<String, CommandSpec> verbs(CommandSpec command) {
        Map<String, CommandSpec> verbs = new LinkedHashMap<>();
        command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(verb -> !verb.usageMessage().hidden())
                .forEach(verb -> verbs.put(verb.name(), verb));
        return verbs;
    }

    static Collection<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    /** The name that help shows first of those that are words. */
    static String name(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .orElseGet(option::longestName);
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0 && option.type() != boolean.class;
    }

    /** Picocli formats what it prints: a doubled percent sign is one, and {@code %n} a line's end. */
    private static String plain(String text) {
        return String.format(text).replace('\n', ' ').strip();
    }
}
