package dev.fishnet.platform.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The calls that Java has no words for. Names and numbers are those of the Linux manual, section 2. */
interface LibC extends Library {
    int PR_SET_DUMPABLE = 4;
    int PR_SET_NO_NEW_PRIVS = 38;
    int RLIMIT_CORE = 4;
    int MADV_DONTDUMP = 16;

    int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d) throws LastErrorException;

    /** Takes two unsigned longs: the soft limit, then the hard one. */
    int setrlimit(int resource, Pointer limits) throws LastErrorException;

    int mlock(Pointer address, NativeLong length) throws LastErrorException;

    int madvise(Pointer address, NativeLong length, int advice) throws LastErrorException;

    /**
     * Loads the C library. JNA unpacks a library of its own for that, by default into a folder it makes in the home or
     * in /tmp; here it is a new folder that only this user can enter, gone again when this returns. Where the library
     * has been installed beside the jars ({@code jna.nounpack}), nothing is unpacked.
     *
     * @throws LinkageError when this machine cannot load it
     */
    static LibC load() {
        if (Boolean.getBoolean("jna.nounpack") || System.getProperty("jna.tmpdir") != null) {
            return Native.load("c", LibC.class);
        }
        try {
            return loadThrough(Files.createTempDirectory("fishnet-jna-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LibC loadThrough(Path folder) throws IOException {
        System.setProperty("jna.tmpdir", folder.toString());
        try {
            return Native.load("c", LibC.class);
        } finally {
            System.clearProperty("jna.tmpdir");
            Files.deleteIfExists(folder);
        }
    }
}
