package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command line that has ended, and what it wrote.
 *
 * @param output standard output and standard error, as they came
 */
public record Run(List<String> argv, int exit, String output) {
    private static final int PATIENCE_SECONDS = 120;

    /** Runs it to its end, or kills it after two minutes. */
    public static Run of(List<String> argv, Map<String, String> environment) {
        return of(argv, environment, Path.of("."));
    }

    public static Run of(List<String> argv, Map<String, String> environment, Path folder) {
        return of(argv, environment, folder, PATIENCE_SECONDS);
    }

    public static Run of(List<String> argv, Map<String, String> environment, Path folder, int patienceSeconds) {
        try {
            Path output = Files.createTempFile("fishnet-lab", ".out");
            try {
                Process process = start(argv, environment, folder, output);
                if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                return new Run(argv, process.exitValue(), Files.readString(output, UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Run(argv, 127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Run of(String... argv) {
        return of(List.of(argv), Map.of());
    }

    /** Starts it; both its streams go to that file. */
    public static Process start(List<String> argv, Map<String, String> environment, Path folder, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    public static List<String> join(List<String> before, String... after) {
        List<String> all = new ArrayList<>(before);
        all.addAll(Arrays.asList(after));
        return all;
    }

    /** This run, which must have ended well. */
    public Run mustSucceed() {
        if (exit != 0) {
            throw new AssertionError(this);
        }
        return this;
    }

    public List<String> lines() {
        return output.lines().toList();
    }

    @Override
    public String toString() {
        return String.join(" ", argv) + " (exit " + exit + ")\n" + output;
    }
}
