package dev.fishnet.proxy.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which the driver unpacks and loads: by default from /tmp, under a name anybody may have taken; here
 * from a new folder that only this user can enter. Where the library has been installed beside the jars
 * ({@code org.sqlite.lib.path}), nothing is unpacked.
 */
public final class DriverLibrary {
    private static final String FOLDER = "org.sqlite.tmpdir";

    private static boolean loaded;

    private DriverLibrary() {}

    /**
     * Loads the library before it is needed, or waits for who is at it.
     *
     * @return false when that fails, as it will again where it is needed
     */
    public static boolean loadAhead() {
        try {
            load();
            return true;
        } catch (SQLException | UncheckedIOException e) {
            return false;
        }
    }

    static synchronized void load() throws SQLException {
        if (loaded) {
            return;
        }
        if (System.getProperty("org.sqlite.lib.path") != null || System.getProperty(FOLDER) != null) {
            initialize();
            return;
        }
        try {
            loadThrough(Files.createTempDirectory("fishnet-sqlite-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void loadThrough(Path folder) throws IOException, SQLException {
        System.setProperty(FOLDER, folder.toString());
        try {
            initialize();
        } finally {
            System.clearProperty(FOLDER);
            remove(folder);
        }
    }

    /** Linux and macOS keep a loaded library when its file is gone. */
    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private static void initialize() throws SQLException {
        try {
            SQLiteJDBCLoader.initialize();
            loaded = true;
        } catch (Exception e) {
            throw new SQLException("SQLite's library cannot be loaded: " + e.getMessage(), e);
        }
    }
}
