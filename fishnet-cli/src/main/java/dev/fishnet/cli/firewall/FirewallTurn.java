package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.storage.CommandLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;

/** One command at a time changes the firewall, from its plan to its proof. */
final class FirewallTurn {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Optional<Path> file;
    private final Terminal terminal;

    @Inject
    FirewallTurn(PlatformPorts platform, Terminal terminal) {
        this.file = platform.firewallLock().map(Path::of);
        this.terminal = terminal;
    }

    /** What a command does in its turn. */
    interface Work {
        int run() throws FishnetException;
    }

    /** Does the work, after that of other commands if it changes anything. */
    int take(boolean apply, Work work) throws FishnetException {
        if (!apply || file.isEmpty()) {
            return work.run();
        }
        CommandLock lock = CommandLock.acquire(
                file.get(), PATIENCE, () -> terminal.note("waiting for another 'fishnet firewall' to end"));
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }
}
