package dev.fishnet.proxy.store;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.FileFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Opens the file, to write or to read. */
final class Connections {
    private static final int BUSY_MILLIS = 5000;

    /** The longest row, in bytes; an entry has a mebibyte at most, and whoever reads more has no memory left for it. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private Connections() {}

    /**
     * The connection of a process that writes. Before SQLite sees the file it has its owner and mode: the files that
     * SQLite puts beside it get the same ones, whatever the umask.
     */
    static Connection writer(Path file) throws SQLException, FishnetException {
        create(file);
        SQLiteConfig config = config();
        config.setJournalMode(JournalMode.WAL);
        // The log is synced by us, outside of the transactions that requests wait for.
        config.setSynchronous(SynchronousMode.NORMAL);
        return connect(file, config);
    }

    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return connect(file, config);
    }

    /** Our tables have no triggers, and no statement of ours brings in another file. */
    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // We make up all keys ourselves; the driver would ask for each after each statement.
        config.setGetGeneratedKeys(false);
        config.setPragma(Pragma.LIMIT_LENGTH, Integer.toString(LONGEST));
        config.setPragma(Pragma.LIMIT_TRIGGER_DEPTH, "0");
        config.setPragma(Pragma.LIMIT_ATTACHED, "0");
        return config;
    }

    private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
        DriverLibrary.load();
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            distrust(statement);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Root and auditors open files that others may have made: what lies in one is data, whatever it claims to be. */
    private static void distrust(Statement statement) throws SQLException {
        statement.execute("PRAGMA trusted_schema = OFF");
        statement.execute("PRAGMA cell_size_check = ON");
    }

    /** With its owner and mode, unless it is there; then it must be a file that its owner alone can read. */
    static void create(Path file) throws FishnetException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            requirePrivate(file);
        } catch (IOException e) {
            throw FileFailure.of("make", file, e);
        }
    }

    private static void requirePrivate(Path file) throws FishnetException {
        String mode = FileFailure.explained(
                "read",
                file,
                () -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
                        : "not a file");
        if (!mode.endsWith("------")) {
            throw new FishnetException(
                    ErrorKind.DENIED,
                    "the books " + file + " are not a file that its owner alone can read",
                    "chmod 600 " + file);
        }
    }
}
