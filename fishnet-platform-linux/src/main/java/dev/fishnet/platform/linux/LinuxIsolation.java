package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.isolation.Observation;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The checks of a Linux machine, family by family. */
final class LinuxIsolation implements IsolationPort {
    /** What each of the two searches through the file system may take. */
    private static final int SEARCH_SECONDS = 3;

    private final ProcessControlPort processes;
    private final MachineTree tree;
    private final UserAccountPort users;
    private final String dataDirectory;

    LinuxIsolation(ProcessControlPort processes, MachineTree tree, UserAccountPort users, String dataDirectory) {
        this.processes = processes;
        this.tree = tree;
        this.users = users;
        this.dataDirectory = dataDirectory;
    }

    @Override
    public List<Observation> observe(List<AgentUser> users) {
        List<Observation> all = new ArrayList<>();
        List<Agent> agents = new ArrayList<>();
        AccountDatabase accounts = new AccountDatabase(processes);
        for (AgentUser user : users) {
            all.addAll(Look.at("agent_rights", () -> {
                agents.add(accounts.agent(user));
                return List.of();
            }));
        }
        AgentChecks checks = new AgentChecks(processes, tree, accounts, this.users);
        for (Agent agent : agents) {
            all.addAll(checks.of(agent));
        }
        if (!agents.isEmpty()) {
            all.addAll(programs(agents));
        }
        all.addAll(machine(agents.stream().map(Agent::uid).collect(Collectors.toSet())));
        return List.copyOf(all);
    }

    private List<Observation> programs(List<Agent> agents) {
        PrivilegedPrograms programs = new PrivilegedPrograms(
                new PrivilegedFiles(processes, tree, SEARCH_SECONDS), new PackagedFiles(processes), new Reach(tree));
        // each waits for the disk most of the time
        CompletableFuture<List<Observation>> capable =
                CompletableFuture.supplyAsync(() -> Look.at("file_capabilities", () -> programs.capable(agents)));
        List<Observation> all = new ArrayList<>(Look.at("setuid_programs", () -> programs.setuid(agents)));
        all.addAll(capable.join());
        return all;
    }

    private List<Observation> machine(Set<Long> agents) {
        RootOnly rootOnly = new RootOnly(tree);
        KernelSettings kernel = new KernelSettings(tree, rootOnly);
        DaemonChecks daemon = new DaemonChecks(tree, rootOnly, new DaemonProcesses(tree));
        GuardedFiles files = new GuardedFiles(tree, rootOnly);
        List<Observation> all = new ArrayList<>();
        all.addAll(Look.at("abstract_sockets", () -> new HelperSockets(tree, new Reach(tree)).withoutPaths()));
        all.addAll(Look.at("loopback_helpers", () -> new LoopbackHelpers(tree).look(agents)));
        all.addAll(Look.at("socket_families", () -> new SocketFamilies(processes, tree).look()));
        all.add(multicast());
        all.addAll(Look.at("ptrace_scope", kernel::ptrace));
        all.addAll(Look.at("core_dumps", kernel::cores));
        all.addAll(Look.at("daemon_user", () -> daemon.user(users.serviceUser(), service(), agents)));
        all.addAll(Look.at("java_runtime", daemon::runtime));
        all.addAll(Look.at("program_image", files::image));
        all.addAll(Look.at("service_unit", files::unit));
        all.addAll(Look.at("data_directory", () -> files.data(dataDirectory, users.serviceUser(), service())));
        return all;
    }

    /**
     * igmp(7) and MLD reports are the kernel's own packets; a rule against them would break multicast for everybody.
     */
    private static Observation multicast() {
        return Observation.limit(
                "multicast_membership",
                "joining a multicast group makes the kernel announce an address of the agent's choice to the local network",
                "run the agent in a network namespace of its own where that matters");
    }

    private Optional<UserAccount> service() throws FishnetException {
        return users.find(users.serviceUser());
    }
}
