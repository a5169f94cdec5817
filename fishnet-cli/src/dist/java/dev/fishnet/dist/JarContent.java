package dev.fishnet.dist;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What of the libraries' files goes into the one jar. */
final class JarContent {
    /** Signatures and module descriptions are of the single jar; licences are collected elsewhere. */
    private static final Pattern LEFT_OUT = Pattern.compile("module-info\\.class|META-INF/MANIFEST\\.MF|META-INF/INDEX\\.LIST"
            + "|META-INF/[^/]*\\.(SF|RSA|DSA|EC)|META-INF/(native-image|proguard|license|com\\.android\\.tools)/.*"
            + "|META-INF/maven/.*/pom\\.xml|(META-INF/)?(LICENSE|NOTICE|AL2\\.0|LGPL2\\.1)[^/]*|.*/package-info\\.class");

    /** Lists that every library may add to. */
    private static final Pattern JOINED = Pattern.compile("META-INF/services/.*|META-INF/io\\.netty\\.versions\\.properties");

    private static final Pattern NATIVE = Pattern.compile(
            "(com/sun/jna/[^/]+|org/sqlite/native|META-INF/native)/.*\\.(so|a|dll|jnilib|dylib)");

    private JarContent() {}

    static boolean isLeftOut(String name) {
        return LEFT_OUT.matcher(name).matches();
    }

    static boolean isJoined(String name) {
        return JOINED.matcher(name).matches();
    }

    static boolean isNative(String name) {
        return NATIVE.matcher(name).matches();
    }

    /** Where the native parts for the system that builds lie in their libraries. */
    static List<String> nativeLibraries() {
        boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");
        return List.of(
                "com/sun/jna/linux-" + (arm ? "aarch64" : "x86-64") + "/libjnidispatch.so",
                "org/sqlite/native/Linux/" + (arm ? "aarch64" : "x86_64") + "/libsqlitejdbc.so",
                "META-INF/native/libnetty_transport_native_io_uring42_" + (arm ? "aarch_64" : "x86_64") + ".so");
    }
}
