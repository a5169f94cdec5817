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
    JNA("libjnidispatch.so") {
        @Override
        String folder() {
            return "com/sun/jna/" + Platform.RESOURCE_PREFIX;
        }
    },
    SQLITE("libsqlitejdbc.so") {
        // JNA's word for the processor, in the driver's spelling: linux-x86-64 is x86_64 there.
        @Override
        String folder() {
            return "org/sqlite/native/Linux/"
                    + Platform.RESOURCE_PREFIX.replace("linux-", "").replace('-', '_');
        }
    };

    private final String file;

    NativeLibrary(String file) {
        this.file = file;
    }

    /** Where it lies in its library's jar, for this machine's processor. */
    abstract String folder();

    String file() {
        return file;
    }

    String entry() {
        return folder() + "/" + file;
    }

    /** Unpacks them into the folder that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        for (NativeLibrary library : values()) {
            library.unpack(Path.of(arguments[0], library.file));
        }
    }

    void unpack(Path target) throws IOException {
        try (InputStream content = NativeLibrary.class.getResourceAsStream("/" + entry())) {
            if (content == null) {
                throw new IOException("no jar has " + entry());
            }
            Files.copy(content, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
