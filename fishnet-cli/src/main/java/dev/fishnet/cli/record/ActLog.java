package dev.fishnet.cli.record;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.VaultException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What operators do, on record, whoever of them does it. Each entry is on the disk before the command goes on.
 *
 * <p>What gives power (a key, a token, an agent released) is recorded first and then done; where the log cannot be
 * written it is refused, unless {@code [audit] when_unwritable} is {@code "serve"}. What takes power away, or gives
 * none, is done first and then recorded; where the log cannot be written that is said, and the exit code is not 0. An
 * entry says that something was done; a later one of the same action whose detail begins with {@code failed:} says that
 * it was not, or not all of it. So a command that is killed in between leaves too much in the log and not too little,
 * but for what takes power away.
 *
 * <p>The log begins with the first start of the gateway; what is done before that is not in it, which is said once.
 */
public final class ActLog {
    /** Nothing was done that a log could tell of. */
    private static final Set<ErrorKind> NOTHING_TRIED =
            EnumSet.of(ErrorKind.USAGE, ErrorKind.NOT_FOUND, ErrorKind.NOT_PRIVILEGED);

    private final ActWriter writer;
    private final Clock clock;

    @Inject
    ActLog(ActWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Something that may be refused. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws FishnetException;
    }

    /** Something that gives power, and says what in time. */
    @FunctionalInterface
    public interface Giving<T> {
        /** Announces each thing before it cannot be stopped any more. */
        T run(Announcement log) throws FishnetException;
    }

    /** Takes what is about to be done. */
    @FunctionalInterface
    public interface Announcement {
        /**
         * Returns when it is in the log.
         *
         * @param about what it is done to, for example the name of a credential
         * @param detail more, in words
         * @throws FishnetException when it cannot be written there, and so is not to be done
         */
        void announce(Action action, String about, String detail) throws FishnetException;
    }

    /** Something that takes power away, or gives none; says what it came to. */
    @FunctionalInterface
    public interface Taking {
        /** The detail for the log; empty when there was nothing to do, and nothing is recorded. */
        Optional<String> run() throws FishnetException;
    }

    /** Does what is recorded first. */
    public <T> T before(Giving<T> work) throws FishnetException {
        List<Deed> announced = new ArrayList<>();
        try {
            return work.run((action, about, detail) -> {
                Deed deed = new Deed(clock.instant(), action, about, detail);
                if (writer.require(deed)) {
                    announced.add(deed);
                }
            });
        } catch (FishnetException | RuntimeException e) {
            announced.forEach(deed -> writer.tell(deed.failed(clock.instant(), e)));
            throw e;
        }
    }

    /** Does what is recorded afterwards, and returns the exit code. */
    public int after(Action action, String about, Taking work) throws FishnetException {
        Optional<String> detail;
        try {
            detail = work.run();
        } catch (FishnetException | RuntimeException e) {
            if (!(e instanceof FishnetException known && NOTHING_TRIED.contains(known.kind()))) {
                writer.tell(new Deed(clock.instant(), action, about, "").failed(clock.instant(), e));
            }
            throw e;
        }
        return detail.isEmpty() || writer.tell(new Deed(clock.instant(), action, about, detail.get()))
                ? ExitCode.DONE
                : ExitCode.ERROR;
    }

    /**
     * Records what is done or found already, for a command whose exit code is about something else.
     *
     * @param at when
     */
    public void found(Instant at, Action action, String about, String detail) {
        writer.tell(new Deed(at, action, about, detail));
    }

    /**
     * Opens a vault; a wrong password or key is recorded.
     *
     * @param command which one it was offered to
     */
    public <T> T unlocking(String command, Work<T> opening) throws FishnetException {
        try {
            return opening.run();
        } catch (VaultException e) {
            if (e.isWrongSecret()) {
                writer.expectNone();
                writer.tell(new Deed(clock.instant(), Action.UNLOCK_FAILED, command, e.getMessage()));
            }
            throw e;
        }
    }

    /** Leaves unsaid that the log has not begun, for commands that come before it does. */
    public ActLog expectingNone() {
        writer.expectNone();
        return this;
    }
}
