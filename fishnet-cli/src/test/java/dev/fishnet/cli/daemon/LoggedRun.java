package dev.fishnet.cli.daemon;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.cli.Terminal;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** As much of a daemon as writes into the log apart from requests, on real files. */
final class LoggedRun implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    final SqliteBooks books;
    final RunLog log;
    private final KeyRing keys;

    private LoggedRun(SqliteBooks books, KeyRing keys, RunLog log) {
        this.books = books;
        this.keys = keys;
        this.log = log;
    }

    /** The vault of that folder, with a password that is quick to derive a key from. */
    static VaultFile vaultIn(Path folder) throws FishnetException {
        VaultFile file = new DataDirectory(folder).vault();
        try (SecretBytes password = password();
                Vault vault = Vault.create(password, new KdfParameters(64, 1, 1))) {
            file.create(vault);
        }
        return file;
    }

    static Vault open(VaultFile file) throws FishnetException {
        try (SecretBytes password = password()) {
            return file.read().open(password);
        }
    }

    static SecretBytes password() {
        return SecretBytes.takeFrom("correct horse".getBytes(StandardCharsets.US_ASCII));
    }

    static LoggedRun begin(Path folder, String toml, ByteArrayOutputStream said) throws FishnetException {
        SqliteBooks books = SqliteBooks.open(SqliteBooks.in(folder));
        VaultFile vault = new DataDirectory(folder).vault();
        KeyRing keys = KeyRing.of(vault, open(vault), terminal(said));
        try {
            return new LoggedRun(books, keys, begin(folder, books, keys, toml, said));
        } catch (FishnetException e) {
            books.close();
            keys.close();
            throw e;
        }
    }

    static RunLog begin(Path folder, SqliteBooks books, KeyRing keys, String toml, ByteArrayOutputStream said)
            throws FishnetException {
        return RunLog.begin(
                SqliteBooks.in(folder), books, keys, config(toml), InstantSource.fixed(NOW), terminal(said));
    }

    static Terminal terminal(ByteArrayOutputStream said) {
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Terminal(both, both, InputStream.nullInputStream(), null, false);
    }

    static FishnetConfig config(String toml) throws FishnetException {
        return Reading.of(ConfigFile.documentOf(toml.getBytes(StandardCharsets.UTF_8)), name -> Optional.empty())
                .orElseThrow("a test");
    }

    static List<AuditEntry> entries(Path folder) throws FishnetException {
        try (AuditReader log = AuditReader.open(SqliteBooks.in(folder))) {
            return entries(log);
        }
    }

    static <T extends AuditEntry> List<T> entries(Path folder, Class<T> kind) throws FishnetException {
        return entries(folder).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<AuditEntry> entries(LogSource log) throws FishnetException {
        List<AuditEntry> entries = new ArrayList<>();
        log.entries(0, (index, text, leaf) -> entries.add(EntryReader.read(text).entry()));
        return entries;
    }

    @Override
    public void close() {
        log.end();
        books.close();
        keys.close();
    }
}
