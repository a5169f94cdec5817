package dev.fishnet.policy.bad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks a rule of the architecture on purpose. */
public class ReadsAFile {
    String read() throws IOException {
        return Files.readString(Path.of("policy"));
    }
}
