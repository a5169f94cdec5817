import dev.fishnet.audit.Action;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.LogVerifier;
import dev.fishnet.audit.verify.Progress;
import dev.fishnet.policy.AgentName;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Measures in the folder that {@code bench/log} makes. */
class Log {
    private static final int CALLERS = 64;
    private static final int ROUNDS = 3;
    private static final long MILLIS = 3_000;
    private static final int PACE = 2_000;
    private static final int FILLED = 500_001;
    private static final long START = Instant.parse("2026-11-22T09:00:00Z").toEpochMilli();

    /** What was done, in how many transactions, how long each took who waited, and how long all of it took. */
    private record Run(long rows, long transactions, long[] nanos, double seconds) {
        double rate() {
            return rows / seconds;
        }

        double millis(double part) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, nanos.length * part)] / 1e6;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        System.out.printf("%s, %s, Linux %s, %d processors, load %s; entries of %d bytes%n%n", LocalDate.now(), processor(),
                System.getProperty("os.version"), Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0], EntryText.of(100_000, entry(1)).length);
        System.out.println("| what | a second | to a transaction | p50 | p99 |\n|---|---|---|---|---|");
        append(folder.resolve("warm.db"), false, 0);
        for (boolean synced : new boolean[] {false, true}) {
            appends(folder, synced);
        }
        paced(folder);
        reads(filled(folder.resolve("filled.db")));
        print("the disk alone: 4 KiB written and synced, one after another", disk(folder.resolve("disk"), 0));
    }

    private static String processor() throws Exception {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceAll(".*: ", "")).findFirst().orElse(System.getProperty("os.arch"));
    }

    /** Whether it is the first, an intent of a paid request or its outcome: as in a log, they take turns. */
    private static AuditEntry entry(long index, LogSigner signer) {
        if (index == 0) {
            return new AuditEntry.Opened(Instant.ofEpochMilli(START), signer.origin(), signer.verifierKey());
        }
        return index % 2 == 1 ? entry(index) : new AuditEntry.Outcome(Instant.ofEpochMilli(START + index), index - 1,
                Ending.ANSWERED, OptionalInt.of(200), Optional.empty(), Optional.of(new MicroUsd(1200)), Optional.empty(),
                Duration.ofMillis(350));
    }

    /** An intent as a paid request has it. */
    private static AuditEntry entry(long which) {
        Asked asked = new Asked(OptionalLong.of(990), Optional.of(new AgentName("claude")), Optional.of(UpstreamName.OPENAI),
                "POST", "/v1/responses", Optional.empty(), Optional.of("ab".repeat(32)));
        Judged judged = new Judged("cd".repeat(32), Optional.empty(), List.of(), Optional.empty(), Optional.empty(),
                Optional.empty());
        Instant created = Instant.ofEpochMilli(START);
        return new AuditEntry.Intent(Instant.ofEpochMilli(START + which), asked, judged,
                Optional.of(new Credential(new CredentialId(UpstreamName.OPENAI, new CredentialName("main")), created, 1)));
    }

    /** In turns with SQLite alone, which gets as many entries in as many transactions, a row each. */
    private static void appends(Path folder, boolean synced) throws Exception {
        String name = synced ? "synced" : "written";
        List<Run> ours = new ArrayList<>();
        List<Run> floor = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(append(folder.resolve(name + round + ".db"), synced, 0));
            floor.add(plain(folder.resolve("plain.db"), ours.getLast(), synced));
        }
        print("appends, " + name + ", " + CALLERS + " callers", median(ours));
        print("SQLite alone: the same entries and transactions, one thread" + (synced ? ", each synced" : ""), median(floor));
    }

    /** In turns with the disk alone. All rounds count: one stall of the disk is what the last percentile is made of. */
    private static void paced(Path folder) throws Exception {
        List<Run> ours = new ArrayList<>();
        List<Run> floor = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(append(folder.resolve("paced" + round + ".db"), true, CALLERS * 1_000_000_000L / PACE));
            floor.add(disk(folder.resolve("disk" + round), 1_000_000_000L / PACE));
        }
        String pace = "no more than %,d a second".formatted(PACE);
        print("appends, synced, " + CALLERS + " callers, " + pace, all(ours));
        print("the disk alone: 4 KiB written and synced for all that are due, " + pace, all(floor));
    }

    private static Run all(List<Run> runs) {
        long[] nanos = runs.stream().flatMapToLong(run -> Arrays.stream(run.nanos())).sorted().toArray();
        return new Run(nanos.length, runs.stream().mapToLong(Run::transactions).sum(), nanos,
                runs.stream().mapToDouble(Run::seconds).sum());
    }

    private static Run median(List<Run> runs) {
        return runs.stream().sorted(Comparator.comparingDouble(Run::rate)).toList().get(runs.size() / 2);
    }

    private static void print(String what, Run run) {
        System.out.printf("| %s | %,.0f | %s | %s | %s |%n", what, run.rate(),
                run.transactions() == 0 ? "" : "%.1f".formatted((double) run.rows() / run.transactions()),
                run.nanos().length == 0 ? "" : "%.2f ms".formatted(run.millis(0.5)),
                run.nanos().length == 0 ? "" : "%.2f ms".formatted(run.millis(0.99)));
    }

    /** Each caller begins another append so many nanoseconds after the one before, or as soon as that has ended. */
    private static Run append(Path file, boolean synced, long every) throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            books.append(new AuditEntry.Opened(Instant.ofEpochMilli(START), "dev.fishnet/log/00112233445566aa", "key"))
                    .toCompletableFuture().get();
            Set<Long> commits = ConcurrentHashMap.newKeySet();
            List<Caller> callers = IntStream.range(0, CALLERS).mapToObj(i -> new Caller(books, synced, every, commits)).toList();
            long began = System.nanoTime();
            callers.forEach(Thread::start);
            for (Caller caller : callers) {
                caller.join();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            long[] nanos = callers.stream().flatMapToLong(caller -> caller.nanos.build()).sorted().toArray();
            return new Run(nanos.length, commits.size(), nanos, seconds);
        }
    }

    private static final class Caller extends Thread {
        private final SqliteBooks books;
        private final boolean synced;
        private final long every;
        private final Set<Long> commits;
        private final LongStream.Builder nanos = LongStream.builder();

        Caller(SqliteBooks books, boolean synced, long every, Set<Long> commits) {
            this.books = books;
            this.synced = synced;
            this.every = every;
            this.commits = commits;
        }

        /** What the head is when a caller is told is one commit's, or the next one's. */
        @Override
        public void run() {
            long start = System.nanoTime() + (long) (Math.random() * every);
            for (long i = 0; System.nanoTime() - start < MILLIS * 1_000_000; i++) {
                long due = every == 0 ? System.nanoTime() : start + i * every;
                LockSupport.parkNanos(due - System.nanoTime());
                CompletionStage<Long> index = synced ? books.appendSynced(entry(i)) : books.append(entry(i));
                index.thenAccept(done -> commits.add(books.head().size())).toCompletableFuture().join();
                nanos.add(System.nanoTime() - due);
            }
        }
    }

    /** For as long at most. The text is made and hashed before the clock starts: what is left is what the database costs. */
    private static Run plain(Path file, Run like, boolean synced) throws Exception {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(file + end));
        }
        int each = (int) Math.max(1, Math.round((double) like.rows() / Math.max(1, like.transactions())));
        byte[] text = EntryText.of(100_000, entry(1));
        byte[] texts = repeated(text, each);
        byte[] leaves = repeated(LogHash.ofLeaf(text).bytes(), each);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("CREATE TABLE entries (n INTEGER PRIMARY KEY, entry BLOB NOT NULL, leaf BLOB NOT NULL) STRICT");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES (?, ?, ?)");
                    FileChannel wal = FileChannel.open(Path.of(file + "-wal"), StandardOpenOption.WRITE)) {
                long began = System.nanoTime();
                long transactions = 0;
                long row = 0;
                for (; row < like.rows() && System.nanoTime() - began < MILLIS * 1_000_000; row += each) {
                    insert.setLong(1, row);
                    insert.setBytes(2, texts);
                    insert.setBytes(3, leaves);
                    insert.executeUpdate();
                    connection.commit();
                    transactions++;
                    if (synced) {
                        wal.force(false);
                    }
                }
                return new Run(row, transactions, new long[0], (System.nanoTime() - began) / 1e9);
            }
        }
    }

    private static byte[] repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    /** A log with a checkpoint over all of it. */
    private static Path filled(Path file) throws Exception {
        LogSigner signer = LogSigner.of(LogSigner.newKey("dev.fishnet/log/00112233445566aa"));
        try (SqliteBooks books = SqliteBooks.open(file)) {
            for (long index = 0; index < FILLED; index++) {
                CompletionStage<Long> written = books.append(entry(index, signer));
                if (index % 10_000 == 0) {
                    written.toCompletableFuture().get();
                }
            }
            books.append(new AuditEntry.Act(Instant.ofEpochMilli(START), Action.TOKEN_ISSUED, OptionalLong.of(0), "claude", ""))
                    .toCompletableFuture().get();
            String note = signer.sign(new Checkpoint(signer.origin(), books.head()));
            books.keepCheckpoint(books.head().size(), Instant.ofEpochMilli(START), note).toCompletableFuture().get();
        }
        return file;
    }

    /** Something done with a log's file. */
    private interface Reading {
        Run of(Path file) throws Exception;
    }

    /** In turns, and the first of each does not count. */
    private static void reads(Path file) throws Exception {
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("entries verified, as `audit verify` does", log -> verified(log, false));
        readings.put("entries verified, as `audit verify --entries` does", log -> verified(log, true));
        readings.put("entries read, hashed and put into the tree", Log::checked);
        readings.put("entries read", Log::read);
        readings.put("SQLite alone: the same rows selected", Log::select);
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Reading> each : readings.entrySet()) {
                runs.computeIfAbsent(each.getKey(), what -> new ArrayList<>()).add(each.getValue().of(file));
            }
        }
        runs.forEach((what, each) -> print(what, median(each.subList(1, each.size()))));
    }

    private static Run verified(Path file, boolean whole) throws Exception {
        long began = System.nanoTime();
        try (AuditReader reader = AuditReader.open(file)) {
            LogVerifier.Terms terms = new LogVerifier.Terms(Optional.empty(), List.of(), List.of(), whole);
            LogReport report = new LogVerifier(terms, Progress.NONE).verify(reader);
            if (!report.isClean() || report.signed().covered() != report.size()) {
                throw new IllegalStateException("the log does not verify: " + report.problems());
            }
            return new Run(report.size(), 0, new long[0], (System.nanoTime() - began) / 1e9);
        }
    }

    private static Run read(Path file) throws Exception {
        long[] rows = new long[1];
        long began = System.nanoTime();
        try (AuditReader reader = AuditReader.open(file)) {
            reader.entries(0, (index, text, leaf) -> ++rows[0] > 0);
        }
        return new Run(rows[0], 0, new long[0], (System.nanoTime() - began) / 1e9);
    }

    private static Run checked(Path file) throws Exception {
        MerkleTree tree = MerkleTree.of(0, List.of());
        long began = System.nanoTime();
        try (AuditReader reader = AuditReader.open(file)) {
            reader.entries(0, (index, text, leaf) -> {
                LogHash hash = LogHash.ofLeaf(text);
                tree.add(hash, (level, n, subtree) -> {});
                return leaf.orElseThrow().equals(hash);
            });
            if (!tree.head().equals(reader.head())) {
                throw new IllegalStateException("the log is not what its head says");
            }
        }
        return new Run(tree.size(), 0, new long[0], (System.nanoTime() - began) / 1e9);
    }

    private static Run select(Path file) throws Exception {
        long began = System.nanoTime();
        long rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT n, entry, leaf FROM entries ORDER BY n")) {
            while (found.next()) {
                rows += found.getBytes(2).length > 0 ? found.getBytes(3).length / LogHash.BYTES : 0;
            }
        }
        return new Run(rows, 0, new long[0], (System.nanoTime() - began) / 1e9);
    }

    /**
     * Writes 4 KiB over and over, and waits for the disk each time; for all together that have become due meanwhile, one
     * so many nanoseconds after the other.
     */
    private static Run disk(Path file, long every) throws Exception {
        LongStream.Builder nanos = LongStream.builder();
        long transactions = 0;
        long rows = 0;
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (; System.nanoTime() - start < MILLIS * 1_000_000; transactions++) {
                LockSupport.parkNanos(every == 0 ? 0 : start + rows * every - System.nanoTime());
                long first = every == 0 ? System.nanoTime() : start + rows * every;
                long due = every == 0 ? 1 : Math.max(1, (System.nanoTime() - first) / every + 1);
                channel.write(ByteBuffer.allocate(4096), transactions % 1000 * 4096L);
                channel.force(false);
                for (long i = 0; i < due; i++) {
                    nanos.add(System.nanoTime() - first - i * every);
                }
                rows += due;
            }
        }
        return new Run(rows, transactions, nanos.build().sorted().toArray(), (System.nanoTime() - start) / 1e9);
    }
}
