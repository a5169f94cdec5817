package dev.fishnet.cli.record;

import dev.fishnet.cli.Environment;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.AuditSettings.WhenUnwritable;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.FileOwner;
import dev.fishnet.user.UserAccountPort;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** Writes into the log of this installation, as whom it belongs to, and says what it cannot write. */
@Singleton
final class ActWriter {
    private static final String DIGITS = "[0-9]{1,10}";

    private final Workspace workspace;
    private final UserAccountPort users;
    private final ActingPort acting;
    private final Environment environment;
    private final Terminal terminal;
    private boolean noneExpected;

    @Inject
    ActWriter(
            Workspace workspace, UserAccountPort users, ActingPort acting, Environment environment, Terminal terminal) {
        this.workspace = workspace;
        this.users = users;
        this.acting = acting;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** From now on, that no log has begun is not worth a word. */
    void expectNone() {
        noneExpected = true;
    }

    /** Whether it is in the log, where it need not be; refuses what cannot be written. */
    boolean require(Deed deed) throws FishnetException {
        try {
            return write(deed);
        } catch (FishnetException e) {
            if (!mayGoOn()) {
                throw new FishnetException(
                        ErrorKind.UNAVAILABLE,
                        "not done, because the log cannot be written: " + e.getMessage(),
                        e.hint().orElse("see 'fishnet status'"),
                        e);
            }
            terminal.note("warning: not in the log, which cannot be written: " + e.getMessage());
            return false;
        }
    }

    /** Whether it is in the log, or need not be; says so when it is not. */
    boolean tell(Deed deed) {
        try {
            write(deed);
            return true;
        } catch (FishnetException e) {
            terminal.note("warning: " + deed.action().id() + " is not in the log, which cannot be written: "
                    + e.getMessage());
            e.hint().ifPresent(hint -> terminal.note("hint: " + hint));
            return mayGoOn();
        }
    }

    /** A configuration that cannot be read allows nothing. */
    private boolean mayGoOn() {
        try {
            return workspace
                            .config(workspace.configFile(Optional.empty()))
                            .audit()
                            .whenUnwritable()
                    == WhenUnwritable.SERVE;
        } catch (FishnetException e) {
            return false;
        }
    }

    /** Whether there is a log to write it into. */
    private boolean write(Deed deed) throws FishnetException {
        Optional<DataDirectory> data = workspace.anybodysData();
        if (data.isPresent() && isWritten(data.get(), deed)) {
            return true;
        }
        if (!noneExpected) {
            terminal.note("note: not in the log, which begins with the first 'fishnet start'");
            noneExpected = true;
        }
        return false;
    }

    /** Root writes as the account whose log it is: see {@link ActingPort}. */
    private boolean isWritten(DataDirectory data, Deed deed) throws FishnetException {
        long uid = users.effectiveUid();
        FileOwner owner = data.owner();
        Path file = SqliteBooks.in(data.path());
        if (owner.uid() == uid) {
            return LogFile.append(file, deed.by(uid, behindSudo()));
        }
        if (uid != 0) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED, "the log belongs to uid " + owner.uid(), "run it as that account");
        }
        LogFile.prepare();
        return acting.as(owner, () -> LogFile.append(file, deed.by(uid, behindSudo())));
    }

    /** Who used sudo, as far as root's environment can be believed. */
    private String behindSudo() {
        return environment
                .get("SUDO_UID")
                .filter(uid -> uid.matches(DIGITS))
                .map(uid -> "sudo by uid " + uid)
                .orElse("");
    }
}
