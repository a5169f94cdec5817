package dev.fishnet.cli;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.escape.EscapePort;
import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.service.ReadinessPort;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.signing.ApprovalKey;
import dev.fishnet.testkit.InMemoryActing;
import dev.fishnet.testkit.InMemoryEscapes;
import dev.fishnet.testkit.InMemoryFirewall;
import dev.fishnet.testkit.InMemoryIsolation;
import dev.fishnet.testkit.InMemoryKeyStore;
import dev.fishnet.testkit.InMemoryPeers;
import dev.fishnet.testkit.InMemoryServices;
import dev.fishnet.testkit.InMemoryUserAccounts;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.vault.KeyStorePort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** An operating system that is only remembered, with an agent's account on it. */
public final class FakePlatform implements PlatformPorts {
    public final InMemoryUserAccounts users = new InMemoryUserAccounts().with("agent_runner", 1001);
    public final InMemoryFirewall firewall = new InMemoryFirewall();
    public final InMemoryEscapes escapes = new InMemoryEscapes();
    public final InMemoryIsolation isolation = new InMemoryIsolation();
    public final InMemoryServices services = new InMemoryServices();
    public final InMemoryActing acting = new InMemoryActing();
    public final InMemoryPeers peers = new InMemoryPeers();
    public final InMemoryKeyStore keyStore = new InMemoryKeyStore();

    public String dataDirectory = "/nonexistent/fishnet";
    public Optional<String> firewallLock = Optional.empty();
    /** What a program does that sits at the terminal; its exit status. */
    public ToIntFunction<Command> attended = command -> 1;

    /** The programs of every fake; one that none of them has is not installed. */
    @Override
    public ProcessControlPort processes() {
        List<ProcessControlPort> fakes = List.of(firewall.processes(), users.processes(), services.processes());
        return new ProcessControlPort() {
            @Override
            public ProcessOutcome run(Command command) throws FishnetException {
                ProgramMissingException missing =
                        new ProgramMissingException(command.argv().getFirst());
                for (ProcessControlPort fake : fakes) {
                    try {
                        return fake.run(command);
                    } catch (ProgramMissingException next) {
                        missing.addSuppressed(next);
                    }
                }
                throw missing;
            }

            @Override
            public int attend(Command command) {
                return attended.applyAsInt(command);
            }

            @Override
            public Optional<Instant> startOf(long pid) {
                return Optional.empty();
            }

            @Override
            public boolean terminate(long pid, Instant startedAt) {
                return false;
            }
        };
    }

    @Override
    public UserAccountPort users() {
        return users;
    }

    @Override
    public ActingPort acting() {
        return acting;
    }

    @Override
    public PeerIdentityPort peerIdentity() {
        return peers;
    }

    @Override
    public FirewallPort firewall() {
        return firewall;
    }

    @Override
    public FirewallPort firewall(FirewallBackend backend) {
        return firewall;
    }

    @Override
    public Optional<String> firewallLock() {
        return firewallLock;
    }

    @Override
    public EscapePort escapes() {
        return escapes;
    }

    @Override
    public ServiceManagerPort services() {
        return services;
    }

    @Override
    public ReadinessPort readiness() {
        return ReadinessPort.none();
    }

    @Override
    public IsolationPort isolation() {
        return isolation;
    }

    @Override
    public SelfProtectionPort selfProtection() {
        return List::of;
    }

    @Override
    public List<KeyStorePort> keyStores(String dataDirectory) {
        return List.of(keyStore);
    }

    @Override
    public Optional<ApprovalKey> hardwareApprovalKey(String dataDirectory) {
        return Optional.empty();
    }

    @Override
    public String programDirectory() {
        return "/usr/lib/fishnet";
    }

    @Override
    public String dataDirectory() {
        return dataDirectory;
    }
}
