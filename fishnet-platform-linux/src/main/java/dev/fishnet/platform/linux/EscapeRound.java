package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.firewall.escape.Verdict;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes attempts and decides what became of them. Each is made by root too: what root cannot send either is not blocked
 * but impossible, and says nothing about the lockdown.
 */
final class EscapeRound {
    /** Names in /proc/net/protocols of what a socket would make the kernel load; nothing is loaded for a trial. */
    private static final Map<Integer, String> LOADABLE = Map.of(33, "DCCP", 132, "SCTP", 136, "UDP-Lite", 262, "MPTCP");

    private final NetCalls calls;
    private final PacketObserver observer;
    private final FreshPorts ports;
    private final String loadedProtocols;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Outcome> controls = new HashMap<>();

    EscapeRound(NetCalls calls, PacketObserver observer, FreshPorts ports, String loadedProtocols) {
        this.calls = calls;
        this.observer = observer;
        this.ports = ports;
        this.loadedProtocols = loadedProtocols;
    }

    private record Outcome(
            EscapeAttempt attempt, Optional<SeenPacket> seen, String target, String reason, boolean ranOut) {}

    /** Makes every attempt in its identity; those by root are made once for each kind. */
    void attempt(Map<Identity, List<EscapeAttempt>> attempts, Consumer<Finding> decided) throws FishnetException {
        List<EscapeAttempt> all =
                attempts.values().stream().flatMap(List::stream).toList();
        List<EscapeAttempt> kinds = all.stream()
                .filter(this::isLoaded)
                .filter(attempt -> !controls.containsKey(kind(attempt)))
                .toList();
        send(Map.of(Identity.ROOT, kinds)).forEach(control -> controls.put(kind(control.attempt()), control));
        Map<String, Outcome> outcomes = new HashMap<>();
        send(attempts).forEach(outcome -> outcomes.put(outcome.attempt().id(), outcome));
        for (EscapeAttempt attempt : all) {
            Outcome outcome = outcomes.get(attempt.id());
            decided.accept(
                    outcome == null
                            ? notLoaded(attempt)
                            : decide(outcome, Objects.requireNonNull(controls.get(kind(attempt)))));
        }
    }

    /** An attempt by another id is of the kind of the agent's own. */
    private static String kind(EscapeAttempt attempt) {
        return attempt.id().split("@", 2)[0];
    }

    private boolean isLoaded(EscapeAttempt attempt) {
        String name = LOADABLE.get(attempt.socket().protocol());
        return name == null || loadedProtocols.lines().anyMatch(line -> line.startsWith(name + " "));
    }

    private static Finding notLoaded(EscapeAttempt attempt) {
        return attempt.finding(Verdict.IMPOSSIBLE, "", "the kernel has not loaded this protocol, and is not made to");
    }

    private static Finding decide(Outcome outcome, Outcome control) {
        EscapeAttempt attempt = outcome.attempt();
        if (outcome.seen().isPresent()) {
            String left = attempt.onLoopback()
                    ? ""
                    : "left by " + outcome.seen().get().device();
            return attempt.finding(Verdict.OPEN, outcome.target(), left);
        }
        if (control.seen().isPresent() && outcome.ranOut()) {
            return attempt.finding(Verdict.BROKEN, outcome.target(), "not tried as the agent: " + outcome.reason());
        }
        if (control.seen().isPresent()) {
            return attempt.finding(Verdict.BLOCKED, outcome.target(), "");
        }
        String why = control.reason().isEmpty() || control.reason().contains("in progress")
                ? "root's own packet does not leave either"
                : control.reason();
        return attempt.finding(Verdict.IMPOSSIBLE, outcome.target(), why);
    }

    private List<Outcome> send(Map<Identity, List<EscapeAttempt>> attempts) throws FishnetException {
        boolean byRoot = attempts.containsKey(Identity.ROOT);
        Duration limit = byRoot ? Patience.FIRST : Patience.NEXT;
        Predicate<Trial> done = trial -> observer.find(trial).isPresent() || (byRoot && trial.hasFailed());
        List<Trial> trials = new ArrayList<>();
        try {
            for (Map.Entry<Identity, List<EscapeAttempt>> each : attempts.entrySet()) {
                List<Trial> own = each.getValue().stream()
                        .filter(this::isLoaded)
                        .map(this::trial)
                        .toList();
                trials.addAll(own);
                each.getKey().run(calls, () -> own.forEach(Trial::send));
            }
            Patience.until(limit, () -> {
                observer.fetch(trials);
                return trials.stream().allMatch(done);
            });
            return trials.stream().map(this::outcome).toList();
        } finally {
            trials.forEach(Trial::close);
        }
    }

    private Trial trial(EscapeAttempt attempt) {
        byte[] token = new byte[10];
        random.nextBytes(token);
        return new Trial(calls, attempt, "fish" + HexFormat.of().formatHex(token), ports.getAsInt());
    }

    private Outcome outcome(Trial trial) {
        return new Outcome(trial.attempt(), observer.find(trial), trial.target(), trial.reason(), trial.ranOut());
    }

    /** One connection by root, and the same by the agent. */
    private record Pair(Trial root, Trial own) {}

    /** Connects where something listens, as root can tell. */
    List<Finding> connect(Identity agent, List<EscapeAttempt> attempts) throws FishnetException {
        List<Pair> pairs = attempts.stream()
                .map(attempt -> new Pair(trial(attempt), trial(attempt)))
                .toList();
        try {
            Identity.ROOT.run(calls, () -> pairs.forEach(pair -> pair.root.send()));
            agent.run(calls, () -> pairs.forEach(pair -> pair.own.send()));
            Patience.until(
                    Patience.NEXT,
                    () -> pairs.stream().allMatch(pair -> pair.root.isConnected() && pair.own.isConnected()));
            return pairs.stream()
                    .map(pair -> works(pair.own, pair.root.isConnected()))
                    .toList();
        } finally {
            pairs.forEach(pair -> {
                pair.root.close();
                pair.own.close();
            });
        }
    }

    private static Finding works(Trial own, boolean rootCan) {
        EscapeAttempt attempt = own.attempt();
        if (own.isConnected()) {
            return attempt.finding(Verdict.WORKS, own.target(), "");
        }
        return rootCan
                ? attempt.finding(Verdict.BROKEN, own.target(), "root reaches it, the agent does not")
                : attempt.finding(Verdict.IMPOSSIBLE, own.target(), "nothing listens there");
    }
}
