package dev.fishnet.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What some tests need of the machine they run on. */
final class Machine {
    private Machine() {}

    static void assumeStrace() throws Exception {
        assumeTrue(succeeds("strace", "-f", "-o", "/dev/null", "true"), "needs strace, and the right to trace");
    }

    /** Not the user's name: root has others in some containers. */
    static void assumeRoot(Path own) throws IOException {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(own, "unix:uid")), "needs root");
    }

    static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
