package dev.fishnet.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs of the machine that builds. */
final class Run {
    private Run() {}

    /** Runs it to its end; fails as it does. */
    static void of(Object... words) throws IOException, InterruptedException {
        of(Map.of(), words);
    }

    static void of(Map<String, String> environment, Object... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>();
        Stream.of(words).map(Object::toString).forEach(argv::add);
        ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException(argv.getFirst() + " ended with " + exit);
        }
    }

    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
