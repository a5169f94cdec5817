package dev.fishnet.platform.linux;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The native halves of libraries, which the installed daemon may not unpack by itself: what it can write, it cannot
 * execute. The installation runs this class from the image that it has just copied.
 */
enum NativeLibrary {
    JNA(Need.ALWAYS, "com/sun/jna/" + Platform.RESOURCE_PREFIX, "libjnidispatch.so"),
    SQLITE(Need.ALWAYS, "org/sqlite/native/Linux/" + processor(), "libsqlitejdbc.so"),
    NETTY(
            Need.WHERE_IT_IS_MADE,
            "META-INF/native",
            "libnetty_transport_native_io_uring42_" + processor().replace("arch6", "arch_6") + ".so");

    private enum Need {
        ALWAYS,
        /** Of two processors; on others the gateway does without. */
        WHERE_IT_IS_MADE
    }

    private final Need need;

    /** Where it lies in its library's jar. */
    private final String folder;

    private final String file;

    NativeLibrary(Need need, String folder, String file) {
        this.need = need;
        this.folder = folder;
        this.file = file;
    }

    /** JNA's word for the machine's, in the spelling of others: linux-x86-64 is x86_64 there. */
    private static String processor() {
        return Platform.RESOURCE_PREFIX.replace("linux-", "").replace('-', '_');
    }

    /** Whether a program without it is not whole. */
    boolean isNeeded() {
        return need == Need.ALWAYS;
    }

    String file() {
        return file;
    }

    String entry() {
        return folder + "/" + file;
    }

    /** Unpacks them into the folder that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        for (NativeLibrary library : values()) {
            library.unpack(Path.of(arguments[0], library.file));
        }
    }

    void unpack(Path target) throws IOException {
        try (InputStream content = NativeLibrary.class.getResourceAsStream("/" + entry())) {
            if (content != null) {
                Files.copy(content, target);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
            } else if (isNeeded()) {
                throw new IOException("no jar has " + entry());
            }
        }
    }
}
