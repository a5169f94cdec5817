package dev.fishnet.plan;

import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plan as shell commands that an operator can read and paste; for people only, nothing here is ever executed. Input
 * is shown as {@code printf} arguments rather than a here-document, because those survive being indented.
 */
public final class ShellScript {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellScript() {}

    /** The commands of the plan, in order; one that needs several lines continues them with a backslash. */
    public static List<String> render(ChangePlan plan) {
        return plan.steps().stream().map(ShellScript::render).toList();
    }

    /** The command without its input, as error messages name it. */
    public static String oneLine(Command command) {
        return "sudo " + command.argv().stream().map(ShellScript::quote).collect(Collectors.joining(" "));
    }

    private static String render(Step step) {
        return switch (step) {
            case Step.Run run -> piped(run.command());
            case Step.WriteFile file -> piped(install(file));
            case Step.RemoveFile file -> oneLine(Command.of("rm", "-f", file.path()));
        };
    }

    private static Command install(Step.WriteFile file) {
        FileMode mode = file.mode();
        return Command.of(
                        "install",
                        "-o",
                        mode.owner(),
                        "-g",
                        mode.group(),
                        "-m",
                        mode.octal(),
                        "/dev/stdin",
                        file.path())
                .withInput(file.content());
    }

    private static String piped(Command command) {
        return command.input()
                .map(text -> printf(text) + " | " + oneLine(command))
                .orElseGet(() -> oneLine(command));
    }

    private static String printf(String text) {
        boolean ended = text.endsWith("\n");
        List<String> words = new ArrayList<>();
        text.lines().map(ShellScript::quoteAlways).forEach(words::add);
        String format = ended ? "printf '%s\\n' \\\n" : "printf '%s' \\\n";
        return format + words.stream().map(word -> "  " + word).collect(Collectors.joining(" \\\n"));
    }

    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : quoteAlways(word);
    }

    private static String quoteAlways(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
