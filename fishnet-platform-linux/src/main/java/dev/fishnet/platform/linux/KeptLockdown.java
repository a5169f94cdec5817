package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept, as text: a line for the back end, and one for every agent with name, uid, subordinate ranges and the
 * access to loopback. There is one way to write a lockdown down, and only that one is read.
 */
final class KeptLockdown {
    private static final String HEAD =
            "# Written by `fishnet firewall`, which replaces it. Who is locked down, after every boot.\n";

    private static final int MOST_AGENTS = 10_000;

    private KeptLockdown() {}

    static String text(Persistence.Kept kept) {
        return kept.lockdown().agents().stream()
                .map(KeptLockdown::line)
                .collect(Collectors.joining(
                        "", HEAD + "backend " + kept.backend().word() + "\n", "end\n"));
    }

    private static String line(LockedAgent agent) {
        String ranges = agent.user().subordinateIds().ranges().stream()
                .map(SubordinateIds.Range::toString)
                .collect(Collectors.joining(","));
        return "agent " + agent.name() + " " + agent.user().uid() + " " + (ranges.isEmpty() ? "-" : ranges) + " "
                + access(agent.loopback()) + "\n";
    }

    private static String access(LoopbackAccess loopback) {
        return switch (loopback) {
            case LoopbackAccess.Standard standard -> "standard";
            case LoopbackAccess.Strict strict ->
                Stream.concat(Stream.of(strict.gatewayPort()), strict.allowedPorts().stream())
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "strict ", ""));
        };
    }

    /**
     * The lockdown that the text says.
     *
     * @throws IllegalArgumentException when it is anything but what {@link #text} writes
     */
    static Persistence.Kept parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
        if (lines.size() < 3 || lines.size() > MOST_AGENTS) {
            throw new IllegalArgumentException("it names no agent, or too many");
        }
        Lockdown lockdown = new Lockdown(lines.subList(1, lines.size() - 1).stream()
                .map(KeptLockdown::agent)
                .toList());
        Persistence.Kept kept = new Persistence.Kept(backend(lines.getFirst()), lockdown);
        if (!text(kept).equals(text)) {
            throw new IllegalArgumentException("it is not as Fishnet writes it");
        }
        return kept;
    }

    private static FirewallBackend backend(String line) {
        return Stream.of(FirewallBackend.IPTABLES, FirewallBackend.NFTABLES)
                .filter(backend -> line.equals("backend " + backend.word()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it names no back end"));
    }

    private static LockedAgent agent(String line) {
        String[] words = line.split(" ", 7);
        if (words.length < 5 || words.length > 6 || !words[0].equals("agent")) {
            throw new IllegalArgumentException("not an agent: '" + line.replaceAll("\\p{Cntrl}", "?") + "'");
        }
        AgentUser user = new AgentUser(new UserName(words[1]), Long.parseLong(words[2]), ranges(words[3]));
        return new LockedAgent(
                user, words.length == 5 ? new LoopbackAccess.Standard() : strict(numbers(words[5], ",")));
    }

    private static SubordinateIds ranges(String word) {
        if (word.equals("-")) {
            return SubordinateIds.NONE;
        }
        return new SubordinateIds(Stream.of(word.split(",", -1))
                .map(range -> numbers(range, "-"))
                .map(ends -> new SubordinateIds.Range(ends.getFirst(), ends.getLast()))
                .toList());
    }

    private static LoopbackAccess strict(List<Long> ports) {
        List<Integer> all = ports.stream().map(Math::toIntExact).toList();
        return new LoopbackAccess.Strict(all.getFirst(), new TreeSet<>(all.subList(1, all.size())));
    }

    private static List<Long> numbers(String text, String separator) {
        return Stream.of(text.split(separator, -1)).map(Long::valueOf).toList();
    }
}
