package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Terminal;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.policy.Callers;
import dev.fishnet.proxy.Gateway;
import dev.fishnet.proxy.GatewayPorts;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.Spending;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.PeerIdentityPort;
import java.time.Clock;
import java.time.LocalDate;

/** A gateway with everything it needs, and what it follows while it runs: keys, policy, callers, baselines. */
final class Daemon {
    private static final long LOOK_AGAIN_MILLIS = 1000;

    private final Gateway gateway;
    private final KeyRing keys;
    private final PolicyWatch policy;
    private final CallerWatch callers;
    private final AlertSwitches alerts;
    private final PolicyAlarm alarm;
    private final Terminal terminal;
    private String complaint = "";

    private Daemon(
            Gateway gateway,
            KeyRing keys,
            PolicyWatch policy,
            CallerWatch callers,
            AlertSwitches alerts,
            PolicyAlarm alarm,
            Terminal terminal) {
        this.gateway = gateway;
        this.keys = keys;
        this.policy = policy;
        this.callers = callers;
        this.alerts = alerts;
        this.alarm = alarm;
        this.terminal = terminal;
    }

    /**
     * Opens everything and starts.
     *
     * @param opened closes what this opens, but for the gateway
     */
    static Daemon start(
            PolicyWatch policy,
            KeyRing keys,
            DataDirectory data,
            PlatformPorts platform,
            Clock clock,
            Terminal terminal,
            Opened opened)
            throws FishnetException {
        FishnetConfig config = policy.inUse();
        SqliteBooks books = SqliteBooks.open(SqliteBooks.in(data.path()));
        opened.then(books::close);
        PeerIdentityPort peers = platform.peerIdentity();
        opened.then(peers::close);
        CallerWatch callers = new CallerWatch(data.agentTokens(), platform.users(), terminal);
        Callers known = callers.follow(config.policy());
        AlertSwitches alerts = new AlertSwitches(books, config.alerts());
        Spending spending = new Spending(books.since(LocalDate.EPOCH), books);
        GatewayPorts ports = new GatewayPorts(keys, peers, spending, new Unlogged(), alerts, books, clock);
        Gateway gateway = Gateway.start(Listening.settings(config), ports, config.policy(), known);
        return new Daemon(gateway, keys, policy, callers, alerts, new PolicyAlarm(alerts, clock), terminal);
    }

    Gateway gateway() {
        return gateway;
    }

    /** Looks for changes once a second, until the thread is interrupted. */
    void follow() throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            lookAgain();
        }
    }

    private void lookAgain() {
        keys.lookAgain();
        policy.lookAgain(this::takeUp, alarm);
        callers.changed().ifPresent(gateway::use);
        try {
            gateway.refreshBaselines();
            complaint = "";
        } catch (FishnetException e) {
            complainOnce("the prompts that were seen first cannot be read again: " + e.getMessage());
        }
    }

    /** Callers first: whom the new policy has no more is refused by it, and whom it adds is known by then. */
    private void takeUp(FishnetConfig config) throws FishnetException {
        gateway.use(callers.follow(config.policy()));
        gateway.use(config.policy());
        alerts.use(config.alerts());
    }

    private void complainOnce(String message) {
        if (!message.equals(complaint)) {
            terminal.note(message);
            complaint = message;
        }
    }
}
