package dev.fishnet.cli;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK itself has to say: warnings and errors go to standard error. It asks for a logger whenever a process is
 * started, and looks for one of ours in every jar until it finds it; this one is in the first.
 */
public final class JdkLoggers extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Warnings(name, System.err);
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
                            : MessageFormat.format(String.valueOf(format), parameters));
        }

        private void say(Level level, String text) {
            if (isLoggable(level)) {
                out.println("[fishnet] " + name + ": " + text);
            }
        }
    }
}
