package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Unix sockets through which another account's process could do for the agent what the agent may not. */
final class HelperSockets {
    private static final String CHECK = "helper_sockets";
    private static final String ABSTRACT = "abstract_sockets";
    private static final int MOST_NAMED = 5;

    private final MachineTree tree;
    private final Reach reach;

    HelperSockets(MachineTree tree, Reach reach) {
        this.tree = tree;
        this.reach = reach;
    }

    List<Observation> withPaths(Agent agent) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String path : candidates()) {
            Optional<FileFacts> socket = tree.target(path).filter(FileFacts::isSocket);
            if (socket.isPresent() && reach.mayConnect(agent, path)) {
                judge(agent, path, socket.get(), faults, others);
            }
        }
        if (!others.isEmpty()) {
            faults.add(Observation.unseen(
                    CHECK,
                    agent + " may connect to sockets of other accounts, and what they do cannot be seen: "
                            + named(others),
                    "ask of each what it does for whom: ss -xlp"));
        }
        return Look.orGood(CHECK, faults, agent + " may connect to no helper's socket");
    }

    private void judge(Agent agent, String path, FileFacts socket, List<Observation> faults, List<String> others) {
        Optional<KnownSocket> known = KnownSocket.at(path);
        if (known.isPresent() || (socket.uid() == 0 && path.startsWith("/run/"))) {
            faults.add(Observation.open(
                    CHECK,
                    agent + " may connect to " + path + ", which "
                            + known.map(KnownSocket::power).orElse("root listens on"),
                    ShellScript.oneLine(Command.of("chmod", "o-w", path))
                            + "   # or hide it: InaccessiblePaths= in the agent's unit"));
        } else if (socket.uid() != agent.uid()) {
            others.add(path);
        }
    }

    /** Well known ones, whether the kernel shows us who listens or not, and all that somebody listens on. */
    private Set<String> candidates() throws FishnetException {
        Set<String> paths = new TreeSet<>(UnixSockets.paths(table()));
        KnownSocket.HELPERS.forEach(known -> paths.add(known.path()));
        paths.removeIf(KnownSocket::isHarmless);
        // /var/run is /run, and one socket is named once
        paths.removeIf(path -> path.startsWith("/var/run/") && paths.contains(path.substring("/var".length())));
        return paths;
    }

    /** The kernel asks for no permission on these, and does not say whose they are. */
    List<Observation> withoutPaths() throws FishnetException {
        List<String> names = UnixSockets.abstractNames(table());
        return names.isEmpty()
                ? List.of(Observation.good(ABSTRACT, "nobody listens on an abstract socket"))
                : List.of(Observation.unseen(
                        ABSTRACT,
                        "anybody may connect to abstract sockets, and whose they are cannot be seen: " + named(names),
                        "run the agent with PrivateNetwork=yes, or ask of each what it does: ss -xlp"));
    }

    private String table() throws FishnetException {
        return tree.read("/proc/net/unix").orElse("");
    }

    private static String named(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
