package dev.fishnet.cli.daemon;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Version;
import dev.fishnet.config.AuditSettings.WhenUnwritable;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Settings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.PriceBook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * What a gateway's run leaves in the log beside its requests: beginning, policies and end; and what is signed of it.
 */
public final class RunLog {
    private static final WriteWait WAIT = new WriteWait(Duration.ofSeconds(10));
    private static final WriteWait LAST_WAIT = new WriteWait(Duration.ofSeconds(2));
    private static final Duration LAST_DELIVERY = Duration.ofMillis(1500);

    private final SqliteBooks books;
    private final LogKey key;
    private final WhenUnwritable whenUnwritable;
    private final InstantSource clock;
    private final Terminal terminal;
    private final Complaint complaint;
    private final Outlets outlets;
    private final Checkpoints checkpoints;
    private Settings inForce = new Settings("");
    private boolean ended;

    private RunLog(
            Path file, SqliteBooks books, LogKey key, WhenUnwritable whenUnwritable, InstantSource clock, Terminal told)
            throws FishnetException {
        this.books = books;
        this.key = key;
        this.whenUnwritable = whenUnwritable;
        this.clock = clock;
        this.terminal = told;
        this.complaint = new Complaint(told);
        this.outlets = new Outlets(file, VerifierKey.parse(key.signer().verifierKey()), told);
        this.checkpoints = new Checkpoints(file, books, key.signer(), clock, outlets::offer, told);
    }

    /**
     * Goes on with the log in the books, or begins one, and signs what comes from here on.
     *
     * @param file of the books, which stay the caller's
     * @param keys where the log's key lies, or will
     * @throws FishnetException when the log is not the one that was left, or cannot be written and has to be
     */
    public static RunLog begin(
            Path file, SqliteBooks books, KeyRing keys, FishnetConfig config, InstantSource clock, Terminal terminal)
            throws FishnetException {
        LastRun last;
        LogKey key;
        try (AuditReader log = AuditReader.open(file)) {
            key = LogKey.of(log, keys, clock.instant(), terminal);
            last = LastRun.in(log);
        }
        try {
            RunLog run = new RunLog(file, books, key, config.audit().whenUnwritable(), clock, terminal);
            run.open(last, config);
            return run;
        } catch (FishnetException | RuntimeException e) {
            key.close();
            throw e;
        }
    }

    private void open(LastRun last, FishnetConfig config) throws FishnetException {
        if (key.isNew()) {
            write(new AuditEntry.Opened(
                    clock.instant(), key.signer().origin(), key.signer().verifierKey()));
        }
        String version = "version " + Version.read();
        if (last.wasCut()) {
            terminal.note("the last run did not end in order: " + last.missing());
            version += "; after an end out of order: " + last.missing();
        }
        write(act(Action.SERVICE_STARTED, "fishnet", version));
        PriceBook prices = PriceBook.builtIn();
        write(new AuditEntry.Prices(clock.instant(), prices.id(), prices.table()));
        takeUp(config);
        checkpoints.begin();
    }

    /**
     * From here on this is in force; in the log it is before anybody works by it.
     *
     * @throws FishnetException when that cannot be written and has to be, or a setting of the log's own is no good
     */
    synchronized void takeUp(FishnetConfig config) throws FishnetException {
        outlets.use(config);
        if (!config.settings().equals(inForce)) {
            write(new AuditEntry.PolicyInForce(
                    clock.instant(),
                    config.settings().id(),
                    config.settings().text(),
                    PriceBook.builtIn().id()));
            inForce = config.settings();
        }
    }

    /** A changed file was not taken up. What its parser quotes of it is left out: that may be anything. */
    synchronized void refused(String file, String why) {
        try {
            write(act(Action.POLICY_REFUSED, file, why.replaceAll("(not TOML): [^\n]*", "$1")));
        } catch (FishnetException e) {
            complaint.about("the log does not say that the policy was refused: " + e.getMessage());
        }
    }

    /** Nothing comes behind the end. */
    private void write(AuditEntry entry) throws FishnetException {
        if (ended) {
            return;
        }
        try {
            WAIT.with(books.appendSynced(entry));
            complaint.isOver();
        } catch (FishnetException e) {
            if (whenUnwritable == WhenUnwritable.CLOSE) {
                throw e;
            }
            complaint.about("requests go on without log and books, as audit.when_unwritable says: " + e.getMessage());
        }
    }

    private AuditEntry act(Action action, String about, String detail) {
        return new AuditEntry.Act(clock.instant(), action, OptionalLong.empty(), about, detail);
    }

    /**
     * Once the gateway has stopped, and before the books are closed: says so, and signs and hands out the last of it.
     * Calling it again does nothing.
     */
    public void end() {
        if (!sayStopped()) {
            return;
        }
        checkpoints.end();
        outlets.end(LAST_DELIVERY);
        key.close();
    }

    /** @return whether it was for the first time */
    private synchronized boolean sayStopped() {
        if (ended) {
            return false;
        }
        ended = true;
        try {
            LAST_WAIT.with(books.append(act(Action.SERVICE_STOPPED, "fishnet", "")));
        } catch (FishnetException e) {
            terminal.note("the log does not say that Fishnet stopped: " + e.getMessage());
        }
        return true;
    }
}
