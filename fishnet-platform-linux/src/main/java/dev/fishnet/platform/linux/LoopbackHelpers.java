package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.platform.linux.ListeningPorts.Listener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Services on ports that proxies have by custom: a locked-down agent reaches loopback, so they could be its way out.
 */
final class LoopbackHelpers {
    private static final String CHECK = "loopback_helpers";
    private static final Map<Integer, String> CUSTOM = Map.ofEntries(
            Map.entry(22, "ssh"),
            Map.entry(25, "mail"),
            Map.entry(1080, "a SOCKS proxy"),
            Map.entry(2375, "docker"),
            Map.entry(3128, "a web proxy"),
            Map.entry(5037, "adb"),
            Map.entry(5900, "a screen"),
            Map.entry(8080, "a web proxy"),
            Map.entry(8118, "a web proxy"),
            Map.entry(8123, "a web proxy"),
            Map.entry(8888, "a web proxy"),
            Map.entry(9050, "Tor"),
            Map.entry(9051, "Tor's control"),
            Map.entry(9150, "Tor"));

    private final MachineTree tree;

    LoopbackHelpers(MachineTree tree) {
        this.tree = tree;
    }

    List<Observation> look(Set<Long> agents) throws FishnetException {
        List<Observation> notes = new ArrayList<>();
        for (Listener listener : listeners()) {
            String custom = CUSTOM.get(listener.port());
            if (custom != null && !agents.contains(listener.uid())) {
                notes.add(Observation.unseen(
                        CHECK,
                        "uid " + listener.uid() + " listens on port " + listener.port() + ", which is often " + custom
                                + "; whether it carries connections out for an agent cannot be seen",
                        "sudo ss -tlnp 'sport = :" + listener.port() + "'   # then make it ask who calls, or stop it"));
            }
        }
        return Look.orGood(CHECK, notes, "nobody listens on a port that proxies have by custom");
    }

    private Set<Listener> listeners() throws FishnetException {
        Set<Listener> listeners = new LinkedHashSet<>(
                ListeningPorts.parse(tree.read("/proc/net/tcp").orElse("")));
        listeners.addAll(ListeningPorts.parse(tree.read("/proc/net/tcp6").orElse("")));
        return listeners;
    }
}
