package dev.fishnet.cli;

import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Runs command lines in this process and keeps what they print. */
public final class CommandLineHarness {
    /** What is said of an act that no log has begun for. */
    public static final String NOT_IN_THE_LOG =
            "[fishnet] note: not in the log, which begins with the first 'fishnet start'\n";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    private final Platforms platforms;
    private final Map<String, String> variables = new HashMap<>();
    private String osName = "Linux";
    private byte[] input = {};

    private CommandLineHarness(Platforms platforms) {
        this.platforms = platforms;
    }

    /** What a command line came to. */
    public record Result(int exitCode, String out, String err) {}

    /** Commands that run on this platform, whatever the system is called. */
    public static CommandLineHarness on(PlatformPorts platform) {
        return new CommandLineHarness((osName, command) -> platform);
    }

    /** Commands that run on the platform that the product chooses for a system of that name. */
    public static CommandLineHarness onOs(String osName) {
        CommandLineHarness harness = new CommandLineHarness(Platforms.SUPPORTED);
        harness.osName = osName;
        return harness;
    }

    public CommandLineHarness with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public CommandLineHarness typing(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(print(out), print(err), new ByteArrayInputStream(input), null, false);
        int exitCode =
                new Launcher(terminal, new Environment(Map.copyOf(variables), osName), CLOCK, platforms).run(args);
        terminal.flush();
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The commands with all that they have, unrun. */
    CommandSpec everything() throws FishnetException {
        PrintStream nowhere = print(new ByteArrayOutputStream());
        Terminal terminal = new Terminal(nowhere, nowhere, new ByteArrayInputStream(input), null, false);
        return new Launcher(terminal, new Environment(Map.copyOf(variables), osName), CLOCK, platforms).everything();
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
