package dev.fishnet.platform.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Another process's memory, looked for a secret in. */
final class MemoryOf {
    private static final Pattern READABLE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r.*");
    private static final int PIECE = 1 << 20;

    private final long pid;
    private final byte[] secret;

    MemoryOf(long pid, byte[] secret) {
        this.pid = pid;
        this.secret = secret;
    }

    private record Area(long start, long end) {}

    private interface Source {
        byte[] read(long address, int length) throws IOException;
    }

    boolean mapsCanBeRead() throws IOException {
        return !areas().isEmpty();
    }

    boolean secretIsInMem() throws IOException {
        try (RandomAccessFile mem = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            return secretIsIn((address, length) -> {
                byte[] piece = new byte[length];
                mem.seek(address);
                return Arrays.copyOf(piece, Math.max(0, mem.read(piece)));
            });
        }
    }

    /** Without the map an address has to be guessed; a wrong guess is told from a refusal by what the kernel says. */
    boolean canBeReadAcross() throws IOException {
        try {
            readAcross(4096, 8);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Kernel.EFAULT) {
                throw e;
            }
        }
        return secretIsIn(this::readAcross);
    }

    private byte[] readAcross(long address, int length) {
        try (Memory piece = new Memory(length);
                Memory local = vector(Pointer.nativeValue(piece), length);
                Memory remote = vector(address, length)) {
            NativeLong one = new NativeLong(1);
            int read = Kernel.CALLS
                    .process_vm_readv((int) pid, local, one, remote, one, new NativeLong(0))
                    .intValue();
            return piece.getByteArray(0, read);
        }
    }

    private static Memory vector(long address, long length) {
        Memory vector = new Memory(16);
        vector.setLong(0, address);
        vector.setLong(8, length);
        return vector;
    }

    private boolean secretIsIn(Source source) throws IOException {
        for (Area area : areas()) {
            if (secretIsIn(area, source)) {
                return true;
            }
        }
        return false;
    }

    private boolean secretIsIn(Area area, Source source) {
        for (long at = area.start(); at < area.end(); at += PIECE) {
            try {
                if (Reader.contains(source.read(at, (int) Math.min(PIECE, area.end() - at)), secret)) {
                    return true;
                }
            } catch (IOException | LastErrorException unmapped) {
                return false;
            }
        }
        return false;
    }

    private List<Area> areas() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
            return lines.filter(line -> !line.contains("[v"))
                    .map(READABLE::matcher)
                    .filter(Matcher::matches)
                    .map(area -> new Area(Long.parseLong(area.group(1), 16), Long.parseLong(area.group(2), 16)))
                    .toList();
        }
    }
}
