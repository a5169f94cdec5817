package dev.fishnet.cli;

import java.time.Clock;

/** Entry point of the {@code fishnet} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        Environment environment = Environment.ofProcess();
        int exitCode = new Launcher(terminal, environment, Clock.systemUTC(), Platforms.SUPPORTED).run(args);
        terminal.flush();
        System.exit(exitCode);
    }
}
