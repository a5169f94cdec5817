package dev.fishnet.proxy.store;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** SQLite itself, for who wants it loaded before the books are opened: by root, who opens them as somebody else. */
public final class BooksDriver {
    private BooksDriver() {}

    /** Loads it, if it is not loaded. */
    public static void load() throws FishnetException {
        try {
            DriverLibrary.load();
        } catch (SQLException | UncheckedIOException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    String.valueOf(e.getMessage()),
                    "it is unpacked into the folder for temporary files, which has to be writable",
                    e);
        }
    }
}
