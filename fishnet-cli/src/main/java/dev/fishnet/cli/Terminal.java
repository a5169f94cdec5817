package dev.fishnet.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a command reads and writes: the process's own streams, or a test's. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final InputStream in;
    private final @Nullable Console console;
    private final boolean colour;

    /**
     * Puts a terminal together.
     *
     * @param console where hidden prompts go; null when nobody is there to answer
     */
    public Terminal(PrintStream out, PrintStream err, InputStream in, @Nullable Console console, boolean colour) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.console = console;
        this.colour = colour;
    }

    /** The JDK's own console, which Fishnet runs with, is null unless both ends are a terminal (JDK-8351435). */
    @SuppressWarnings("SystemConsoleNull")
    public static Terminal ofProcess() {
        Console console = System.console();
        boolean colour = console != null
                && String.valueOf(System.getenv("NO_COLOR")).matches("null|")
                && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.in, console, colour);
    }

    /** Standard output in UTF-8, whatever the locale, flushed by the line. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    /** Prints a line of the command's result. */
    public void say(String line) {
        out.println(line);
    }

    /** Prints text as it is, without ending the line. */
    public void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a line that is about the command and not its result: errors, warnings, progress. */
    public void note(String message) {
        err.println("[fishnet] " + printable(message));
    }

    /** What came in as an argument or a file name must not move the cursor. */
    private static String printable(String message) {
        return message.chars().noneMatch(Character::isISOControl)
                ? message
                : message.codePoints()
                        .map(c -> Character.isISOControl(c) ? '?' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Standard input, for secrets and data that are piped in. */
    public InputStream input() {
        return in;
    }

    /**
     * Asks for something that must not be shown.
     *
     * @return what was typed, for the caller to wipe; empty when nobody is there to answer, or the input ended
     */
    public Optional<char[]> askHidden(String prompt) {
        return console == null ? Optional.empty() : Optional.ofNullable(console.readPassword("%s", prompt));
    }

    /** Asks a question; empty when nobody is there to answer. */
    public Optional<String> ask(String prompt) {
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", prompt));
    }

    public boolean isInteractive() {
        return console != null;
    }

    /** The text in green where a terminal can show it. */
    public String good(String text) {
        return coloured(text, "32");
    }

    /** The text in red where a terminal can show it. */
    public String bad(String text) {
        return coloured(text, "31");
    }

    /** The text dimmed where a terminal can show it. */
    public String aside(String text) {
        return coloured(text, "2");
    }

    private String coloured(String text, String code) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** Sends on what has been printed. */
    public void flush() {
        out.flush();
        err.flush();
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
