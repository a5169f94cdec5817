package dev.fishnet.testkit;

import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import dev.fishnet.vault.KeyStorePort;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The fakes sign what the adapters sign. */
class FakesTest {
    @Nested
    class Processes implements ProcessControlPortContract {
        private final ScriptedProcesses processes = new ScriptedProcesses()
                .print("a b\n'c'", "printf")
                .answer(Processes::echo, "cat")
                .fail(1, "", "false")
                .running(77, Instant.EPOCH.plusSeconds(5));

        private static ProcessOutcome echo(Command command) {
            return new ProcessOutcome(0, command.input().orElse(""), "");
        }

        @Override
        public ProcessControlPort processes() {
            return processes;
        }

        @Override
        public long startedProcess() {
            return 77;
        }

        @Override
        public long endedProcess() {
            return 78;
        }
    }

    @Nested
    class Peers implements PeerIdentityPortContract {
        private static final InetSocketAddress GATEWAY = new InetSocketAddress("127.0.0.1", 3777);
        private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 40001);

        private final InMemoryPeers peers = new InMemoryPeers().with(GATEWAY, PEER, 1001);

        @Override
        public PeerIdentityPort peers() {
            return peers;
        }

        @Override
        public long ourUid() {
            return 1001;
        }

        @Override
        public Connected connect() {
            return new Connected() {
                @Override
                public InetSocketAddress gateway() {
                    return GATEWAY;
                }

                @Override
                public InetSocketAddress peer() {
                    return PEER;
                }

                @Override
                public void close() {
                    peers.forget(GATEWAY, PEER);
                }
            };
        }
    }

    @Nested
    class Files implements FileChangePortContract {
        private final InMemoryFiles files = new InMemoryFiles();

        @Override
        public FileChangePort files() {
            return files;
        }

        @Override
        public String freshPath() {
            return "/etc/fishnet.conf";
        }

        @Override
        public FileMode mode() {
            return new FileMode("root", "root", 0640);
        }
    }

    @Nested
    class Users implements UserAccountPortContract {
        @Override
        public UserAccountPort users() {
            return new InMemoryUserAccounts();
        }

        @Override
        public String serviceUserName() {
            return "fishnet";
        }
    }

    @Nested
    class Firewall implements FirewallPortContract {
        private final InMemoryFirewall firewall = new InMemoryFirewall();

        @Override
        public FirewallPort firewall() {
            return firewall;
        }

        @Override
        public PlanRunner runner() {
            return new PlanRunner(firewall.processes(), new InMemoryFiles());
        }
    }

    @Nested
    class KeyStore implements KeyStorePortContract {
        private final InMemoryKeyStore keyStore = new InMemoryKeyStore();

        @Override
        public KeyStorePort keyStore() {
            return keyStore;
        }
    }

    @Nested
    class Services implements ServiceManagerPortContract {
        private final InMemoryServices services = new InMemoryServices();

        @Override
        public ServiceManagerPort services() {
            return services;
        }

        @Override
        public PlanRunner runner() {
            return new PlanRunner(services.processes(), new InMemoryFiles());
        }

        @Override
        public ServiceDefinition definition() {
            return new ServiceDefinition(
                    "/usr/lib/fishnet", List.of(), "/usr/lib/jvm/java", new UserName("fishnet"), "/var/lib/fishnet");
        }
    }
}
