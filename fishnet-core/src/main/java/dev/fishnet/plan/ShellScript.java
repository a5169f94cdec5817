package dev.fishnet.plan;

import dev.fishnet.process.Command;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A plan as shell commands that an operator can read and paste; for people only, nothing here is ever executed. Input
 * is shown as {@code printf} arguments rather than a here-document, because those survive being indented.
 */
public final class ShellScript {
    private static final String PLAIN = "_@%+=:,./-";

    private ShellScript() {}

    /** The commands of the plan, in order; one that needs several lines continues them with a backslash. */
    public static List<String> render(ChangePlan plan) {
        return plan.steps().stream().map(ShellScript::render).toList();
    }

    /** The command without its input, as error messages name it. */
    public static String oneLine(Command command) {
        return "sudo " + command.argv().stream().map(ShellScript::quote).collect(Collectors.joining(" "));
    }

    /** The usual one first: a switch over types has to be put together in every process that meets it. */
    private static String render(Step step) {
        if (step instanceof Step.Run run) {
            return piped(run.command());
        }
        return switch (step) {
            case Step.Run run -> piped(run.command());
            case Step.WriteFile file -> install(file);
            case Step.RemoveFile file -> oneLine(Command.of("rm", "-f", file.path()));
            case Step.Capture capture -> install(capture);
            case Step.Attempt attempt -> piped(attempt.command()) + " || true";
        };
    }

    /** An empty file with its final owner and mode, then its content, then the one move into its place. */
    private static String install(Step.WriteFile file) {
        return install(file.path(), file.mode(), fresh -> piped(fresh.withInput(file.content())) + " > /dev/null");
    }

    /** The operator sees what is kept, too. */
    private static String install(Step.Capture capture) {
        String said = piped(capture.command()) + " 2>&1 | ";
        return install(capture.path(), capture.mode(), fresh -> said + oneLine(fresh));
    }

    private static String install(String path, FileMode mode, Function<Command, String> fill) {
        String fresh = path + ".new";
        Command create =
                Command.of("install", "-o", mode.owner(), "-g", mode.group(), "-m", mode.octal(), "/dev/null", fresh);
        Command move = Command.of("mv", "-f", fresh, path);
        return oneLine(create) + " && \\\n" + fill.apply(Command.of("tee", fresh)) + " && \\\n" + oneLine(move);
    }

    private static String piped(Command command) {
        return command.input()
                .map(text -> printf(text) + " | " + oneLine(command))
                .orElseGet(() -> oneLine(command));
    }

    private static String printf(String text) {
        String ended = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        List<String> lines = List.of(ended.split("\n", -1));
        String format = text.endsWith("\n") ? "%s\\n" : String.join("\\n", Collections.nCopies(lines.size(), "%s"));
        return "printf '" + format + "' \\\n"
                + lines.stream().map(line -> "  " + quoteAlways(line)).collect(Collectors.joining(" \\\n"));
    }

    static String quote(String word) {
        return PlainWord.is(word, PLAIN) ? word : quoteAlways(word);
    }

    private static String quoteAlways(String word) {
        return holdsControls(word) ? "$'" + escaped(word) + "'" : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean holdsControls(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isISOControl(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * What would break a line or move a cursor, byte by byte, as bash and zsh read it between {@code $'} and {@code '}.
     */
    private static String escaped(String word) {
        return word.codePoints().mapToObj(ShellScript::escaped).collect(Collectors.joining());
    }

    private static String escaped(int c) {
        if (c == '\'' || c == '\\') {
            return "\\" + (char) c;
        }
        String text = Character.toString(c);
        if (!Character.isISOControl(c)) {
            return text;
        }
        return HexFormat.of().withPrefix("\\x").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
