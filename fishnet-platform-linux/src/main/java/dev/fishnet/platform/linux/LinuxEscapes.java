package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.escape.EscapePort;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Attempts on Linux: sockets of the agent's uids, opened by this process, and programs run as the agent. */
final class LinuxEscapes implements EscapePort {
    private static final long NOBODY = 65_534;

    private final ProcessControlPort processes;
    private final UserAccountPort users;
    private final SystemFiles files;

    LinuxEscapes(ProcessControlPort processes, UserAccountPort users, SystemFiles files) {
        this.processes = processes;
        this.users = users;
        this.files = files;
    }

    @Override
    public void attempt(LockedAgent agent, int gatewayPort, Consumer<Finding> decided) throws FishnetException {
        AgentUser user = agent.user();
        LoopbackAccess loopback = agent.loopback();
        EscapeTable table = new EscapeTable(Targets.ofThisMachine());
        NetCalls calls = NetCalls.load();
        Identity self = Identity.of(account(user), calls);
        FreshPorts ports = FreshPorts.besides(loopback, gatewayPort);
        try (PacketObserver observer = PacketObserver.open(calls)) {
            EscapeRound round = new EscapeRound(
                    calls, observer, ports, files.read("/proc/net/protocols").orElse(""));
            round.attempt(Map.of(self, table.all(loopback, gatewayPort)), decided);
            new EscapedPrograms(processes, observer, ports).attempt(self).forEach(decided);
            round.attempt(others(self, user, table.few(loopback)), decided);
            round.connect(self, table.gateway(gatewayPort)).forEach(decided);
            observer.requireAllSeen();
        }
    }

    private UserAccount account(AgentUser user) throws FishnetException {
        return users.find(user.name())
                .orElseThrow(() ->
                        new FishnetException(ErrorKind.NOT_FOUND, "agent user '" + user.name() + "' does not exist"));
    }

    /** The ends of every subordinate range, and the agent without its groups. */
    private static Map<Identity, List<EscapeAttempt>> others(Identity self, AgentUser user, List<EscapeAttempt> few) {
        Map<Identity, List<EscapeAttempt>> others = new LinkedHashMap<>();
        others.put(new Identity(self.uid(), NOBODY, List.of()), by("gid" + NOBODY, "without its groups", few));
        for (Range range : user.subordinateIds().ranges()) {
            Stream.of(range.first(), range.last())
                    .distinct()
                    .forEach(uid ->
                            others.put(new Identity(uid, NOBODY, List.of()), by("" + uid, "as uid " + uid, few)));
        }
        return others;
    }

    private static List<EscapeAttempt> by(String whom, String group, List<EscapeAttempt> few) {
        return few.stream().map(attempt -> attempt.by(whom, group)).toList();
    }

    @Override
    public List<String> residualRisks() {
        return ResidualRisks.ON_LINUX;
    }
}
