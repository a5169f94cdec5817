package dev.fishnet.cli;

/**
 * Ends the JDK's search for loggers behind {@link JdkLoggers}: it looks for a second name, and never makes one of it.
 */
public final class NoMoreLoggers extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return JdkLoggers.to(System.err, name);
    }
}
