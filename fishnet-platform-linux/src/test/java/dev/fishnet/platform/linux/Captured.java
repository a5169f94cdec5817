package dev.fishnet.platform.linux;

import dev.fishnet.testkit.ScriptedProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What iptables-save and ip6tables-save printed on a real machine, kept under {@code src/test/resources}. */
final class Captured {
    private Captured() {}

    /** Processes that know nothing but what was captured under that name. */
    static ScriptedProcesses processes(String name) {
        ScriptedProcesses processes = new ScriptedProcesses();
        for (String part : read(name).split("(?m)^== ", -1)) {
            String[] commandAndOutput = part.split("\n", 2);
            if (commandAndOutput.length == 2) {
                processes.print(commandAndOutput[1], commandAndOutput[0].split(" ", -1));
            }
        }
        return processes;
    }

    private static String read(String name) {
        try (InputStream in = Captured.class.getResourceAsStream("/iptables-save/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
