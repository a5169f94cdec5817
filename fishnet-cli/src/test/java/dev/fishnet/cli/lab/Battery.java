package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The battery of ways out in {@code src/test/leaks}, as its {@code battery.py} takes orders and answers. */
final class Battery {
    private static final String PROGRAM = "battery.py";
    private static final String SECOND_RANGE = "2000000000-2000000009";

    private static final Path FOLDER = Path.of("src", "test", "leaks").toAbsolutePath();

    /**
     * One way out.
     *
     * @param opensIn the modes that leave it open by design
     * @param noControl why it does not leak here even without rules; empty when it does
     */
    record Way(String group, String name, List<String> opensIn, String noControl) {
        private static Way parse(String line) {
            String[] words = line.split("\t", -1);
            return new Way(words[0], words[1], List.of(words[2].split(",", -1)), words[3]);
        }

        /** What must go on working, rather than a way out. */
        boolean works() {
            return opensIn.contains("works");
        }

        String expected(String mode) {
            if (works()) {
                return "WORKS";
            }
            boolean open = mode.equals("none") ? noControl.isEmpty() : opensIn.contains(mode);
            return open ? "LEAK" : "BLOCKED";
        }
    }

    /** What came of one way. */
    record Outcome(String verdict, String group, String name, String agentSaw) {
        private static Outcome parse(String line) {
            String[] words = line.split("\t", -1);
            return new Outcome(words[0], words[1], words[2], words[3]);
        }
    }

    /** Every way, in the order in which they are tried. */
    List<Way> ways() {
        return Run.of("/usr/bin/python3", "-B", FOLDER.resolve(PROGRAM).toString(), "--list")
                .mustSucceed()
                .lines()
                .stream()
                .map(Way::parse)
                .toList();
    }

    /** Tries them all in a world of its own, whose foreign rules accept everything and stood there first. */
    List<Outcome> run(String mode, String... enable) throws IOException, InterruptedException {
        try (World world = new World()) {
            Run.of("usermod", "--add-subuids", SECOND_RANGE, world.agent()).mustSucceed();
            new Firewall(world).addForeignRulesOfEveryKind();
            Path errors = world.folder("rwx------").resolve("errors");
            Process battery = start(world, mode, errors);
            world.undo().add(battery::destroyForcibly);
            try (BufferedReader said = battery.inputReader(UTF_8);
                    Writer orders = battery.outputWriter(UTF_8)) {
                require("ready", said.readLine(), errors);
                lockDown(world, enable);
                orders.write("go\n");
                orders.flush();
                List<Outcome> outcomes = said.lines().map(Outcome::parse).toList();
                require("0", "" + battery.waitFor(), errors);
                return outcomes;
            }
        }
    }

    private Process start(World world, String mode, Path errors) throws IOException {
        List<String> argv = Run.join(
                world.onMachine(),
                "/usr/bin/python3",
                "-B",
                FOLDER.resolve(PROGRAM).toString(),
                mode,
                world.internet());
        argv.addAll(List.of(id("-u", world), id("-g", world)));
        argv.addAll(subordinateRanges(world));
        return new ProcessBuilder(argv).redirectError(errors.toFile()).start();
    }

    private static void lockDown(World world, String... enable) {
        if (enable.length > 0) {
            List<String> argv =
                    Run.join(world.onMachine(), Requirements.launcher().toString(), "firewall", "enable");
            argv.addAll(List.of("--agent-user", world.agent(), "--apply"));
            Run.of(Run.join(argv, enable), Map.of()).mustSucceed();
        }
    }

    private static String id(String which, World world) {
        return Run.of("id", which, world.agent()).mustSucceed().output().strip();
    }

    private static List<String> subordinateRanges(World world) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/etc/subuid"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(words -> words[0].equals(world.agent()))
                    .map(words -> words[1] + "-" + (Long.parseLong(words[1]) + Long.parseLong(words[2]) - 1))
                    .collect(Collectors.toList());
        }
    }

    private static void require(String expected, String found, Path errors) {
        if (!expected.equals(found)) {
            try {
                throw new AssertionError("the battery broke down: " + found + "\n" + Files.readString(errors));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
