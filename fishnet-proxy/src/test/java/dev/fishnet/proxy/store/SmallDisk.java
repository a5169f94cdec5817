package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that is soon full, for real. */
record SmallDisk(Path folder) implements AutoCloseable {
    /** Mounts one of that size, in tmpfs(5)'s words; a test that cannot is skipped. */
    static SmallDisk mount(Path temp, String size) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(
                Files.getAttribute(folder, "unix:uid").equals(0)
                        && run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=700", "tmpfs", folder.toString()),
                "needs root and the right to mount a tmpfs");
        return new SmallDisk(folder);
    }

    /** Leaves no room; whoever deletes the file has some again. */
    static Path fill(Path folder) throws IOException {
        Path filler = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    /** Whether a program could be run, and ended well. */
    static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Also where memory still maps a file of it. */
    @Override
    public void close() throws InterruptedException {
        assertTrue(run("umount", "--lazy", folder.toString()), "unmounted");
    }
}
