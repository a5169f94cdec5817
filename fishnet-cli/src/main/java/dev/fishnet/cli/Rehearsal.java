package dev.fishnet.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Plays what operators and agents do, in one process and against nothing but this machine, while the Java that runs it
 * watches: what it loads and how is what the installed image keeps in its caches. Changes nothing outside of the folder
 * it is given.
 */
public final class Rehearsal {
    private static final List<List<String>> FIREWALL = List.of(
            List.of("firewall", "--help"),
            List.of("firewall", "enable", "--agent-user", "nobody"),
            List.of("firewall", "status", "--agent-user", "nobody"));

    private static final List<List<String>> OTHERS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("status"),
            List.of("doctor"),
            List.of("service", "status"),
            List.of("policy", "check"),
            List.of("list-keys"));

    private Rehearsal() {}

    /**
     * The first argument says what to rehearse: {@code command}, {@code firewall} (its commands and no others), or
     * {@code daemon} in the folder that is the second.
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 2 && args[0].equals("daemon")) {
            try (RehearsedDaemon daemon = RehearsedDaemon.prepare(Path.of(args[1]))) {
                daemon.play();
            }
        } else {
            FIREWALL.forEach(words -> run(Map.of(), words.toArray(String[]::new)));
            if (!args[0].equals("firewall")) {
                OTHERS.forEach(words -> run(Map.of(), words.toArray(String[]::new)));
            }
        }
        // The way in and out that every command takes; it ends the process.
        Main.main(new String[] {"--version"});
    }

    /**
     * Runs a command line as the process would, and returns what it printed; what went wrong is told on standard error.
     */
    static String run(Map<String, String> variables, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(print, System.err, new ByteArrayInputStream(new byte[0]), null, false);
        Environment environment = new Environment(variables, System.getProperty("os.name"));
        new Launcher(terminal, environment, Clock.systemUTC(), Platforms.SUPPORTED).run(words);
        terminal.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
