package dev.fishnet.platform.linux;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The native half of JNA, which the installed daemon may not unpack by itself: what it can write, it cannot execute.
 * The installation runs this class from the image that it has just copied.
 */
final class NativeLibrary {
    static final String NAME = "libjnidispatch.so";

    private NativeLibrary() {}

    /** Where it lies in JNA's jar, for this machine's processor. */
    static String entry() {
        return "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + NAME;
    }

    /** Unpacks it into the folder that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0], NAME);
        try (InputStream library = Native.class.getResourceAsStream("/" + entry())) {
            if (library == null) {
                throw new IOException("JNA has no library for " + Platform.RESOURCE_PREFIX);
            }
            Files.copy(library, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
