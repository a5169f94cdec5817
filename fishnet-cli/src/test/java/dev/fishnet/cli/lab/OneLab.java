package dev.fishnet.cli.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * For a lab whose account, sub-uid range and networks have the same names each time: at most one run of it on a
 * machine. The others have names of their own, and run at the same time.
 */
public final class OneLab implements AutoCloseable {
    private final FileChannel file;

    private OneLab(FileChannel file) {
        this.file = file;
    }

    /** Waits for the other run of this machine to end. */
    public static OneLab enter() throws IOException {
        Path lock = Path.of(System.getProperty("java.io.tmpdir"), "fishnet-lab.lock");
        FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.lock();
        return new OneLab(file);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
