package dev.fishnet.cli;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK itself has to say: warnings and errors go to standard error. It asks for a logger whenever a process is
 * started, and would load java.util.logging for it.
 */
public final class JdkLoggers extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return to(System.err, name);
    }

    static System.Logger to(PrintStream out, String name) {
        return new Warnings(name, out);
    }

    private record Warnings(String name, PrintStream out) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.WARNING.getSeverity() && level != Level.OFF;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            say(level, String.valueOf(message) + (thrown == null ? "" : ": " + thrown));
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... parameters) {
            say(
                    level,
                    parameters == null || parameters.length == 0
                            ? String.valueOf(format)
                            : filled(String.valueOf(format), parameters));
        }

        /** A text with braces may be none for {@link MessageFormat}; whoever logs it is not to fail over that. */
        private static String filled(String format, @Nullable Object[] parameters) {
            try {
                return MessageFormat.format(format, parameters);
            } catch (IllegalArgumentException e) {
                return format + " " + Arrays.toString(parameters);
            }
        }

        private void say(Level level, String text) {
            if (isLoggable(level)) {
                out.println("[fishnet] " + name + ": " + text);
            }
        }
    }
}
