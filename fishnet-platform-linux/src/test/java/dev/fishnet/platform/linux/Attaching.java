package dev.fishnet.platform.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java virtual machine's own door for tools of the same user. */
final class Attaching {
    private Attaching() {}

    static boolean isAnswered(long pid) throws IOException, InterruptedException {
        return jcmd(pid, "VM.command_line") == 0;
    }

    static boolean dumpHolds(long pid, Path dump, byte[] secret) throws IOException, InterruptedException {
        try {
            jcmd(pid, "GC.heap_dump", dump.toString());
            return Reader.fileContains(dump, secret);
        } finally {
            Files.deleteIfExists(dump);
        }
    }

    private static int jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "-J-Dsun.tools.attach.attachTimeout=1500",
                "-J-XX:TieredStopAtLevel=1",
                Long.toString(pid)));
        argv.addAll(List.of(command));
        return new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
