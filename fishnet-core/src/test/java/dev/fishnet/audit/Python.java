package dev.fishnet.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The second reader, run by a real Python. Where there is none its tests are skipped, unless labs are required. */
final class Python {
    static final Path SCRIPTS = Path.of("src", "test", "python");

    private static final int PATIENCE_SECONDS = 60;

    private Python() {}

    /** What it wrote, and how it ended. */
    record Said(int exit, String text) {}

    static void require() throws InterruptedException {
        boolean there = isThere();
        if ("required".equals(System.getProperty("fishnet.lab"))) {
            assertTrue(there, "python3 is not installed");
        }
        assumeTrue(there, "python3 is not installed");
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs it to its end, or kills it after a minute. */
    static Said run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("python3", "-B", "-X", "utf8"));
        argv.addAll(List.of(arguments));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Said(process.exitValue(), Files.readString(said));
    }
}
