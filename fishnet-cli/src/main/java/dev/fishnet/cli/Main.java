package dev.fishnet.cli;

import java.time.Clock;

/** Entry point of the {@code fishnet} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        leanPicocli();
        Terminal terminal = Terminal.ofProcess();
        Environment environment = Environment.ofProcess();
        int exitCode = new Launcher(terminal, environment, Clock.systemUTC(), Platforms.SUPPORTED).run(args);
        terminal.flush();
        if (exitCode != ExitCode.DONE || somebodyStillRuns()) {
            System.exit(exitCode);
        }
    }

    /** It looks for Groovy in every jar, and for classes of values that no option of ours has. */
    private static void leanPicocli() {
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", ".*");
    }

    /** Else returning ends the process, without the logger that {@link System#exit} makes to say so. */
    private static boolean somebodyStillRuns() {
        Thread[] threads = new Thread[Thread.activeCount() + 8];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].equals(Thread.currentThread()) && !threads[i].isDaemon()) {
                return true;
            }
        }
        return count == threads.length;
    }
}
