package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connections of agents that pf has a state of, because somebody's rule keeps states: those pass whatever our rules
 * say, until the state is gone. Without one they are judged packet by packet, and need no cutting.
 */
final class OpenFlows {
    private final ProcessControlPort processes;
    private final Pfctl pfctl;

    OpenFlows(ProcessControlPort processes, Pfctl pfctl) {
        this.processes = processes;
        this.pfctl = pfctl;
    }

    /** Loopback is left out: pf kills by the pair of addresses, which there are everybody's. */
    List<Step> cut(Lockdown lockdown) throws FishnetException {
        Set<Flow> open = Flow.listed(list(lockdown));
        return open.isEmpty()
                ? List.of()
                : pfctl.states()
                        .lines()
                        .flatMap(line -> PfState.parse(line).stream())
                        .filter(state -> state.flows().anyMatch(open::contains))
                        .map(PfState::kill)
                        .distinct()
                        .<Step>map(Step.Run::of)
                        .toList();
    }

    private String list(Lockdown lockdown) throws FishnetException {
        String uids = lockdown.agents().stream()
                .map(agent -> String.valueOf(agent.user().uid()))
                .collect(Collectors.joining(","));
        ProcessOutcome outcome = processes.run(Command.of("lsof", "-nPw", "-a", "-u", uids, "-i", "-Fn"));
        // it fails, without a word, where there is nothing to list
        if (!outcome.succeeded()
                && outcome.output().isEmpty()
                && !outcome.errors().isBlank()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "lsof cannot list the open connections: "
                            + outcome.errors().lines().findFirst().orElse("it gave no reason"));
        }
        return outcome.output();
    }

    /**
     * A state as {@code pfctl -s states} prints it: our end, where it is translated its other address in parentheses,
     * an arrow that says who began, the far end.
     */
    private record PfState(List<Endpoint> near, boolean ours, Endpoint far) {
        static Optional<PfState> parse(String line) {
            List<String> words = List.of(line.strip().split("\\s+", 20));
            int arrow = Math.max(words.lastIndexOf("->"), words.lastIndexOf("<-"));
            if (arrow < 1 || arrow + 1 >= words.size()) {
                return Optional.empty();
            }
            List<Endpoint> near = words.subList(0, arrow).stream()
                    .map(word -> word.replaceAll("[()]", ""))
                    .flatMap(word -> Endpoint.parse(word).stream())
                    .toList();
            return near.isEmpty()
                    ? Optional.empty()
                    : Endpoint.parse(words.get(arrow + 1))
                            .map(far -> new PfState(near, words.get(arrow).equals("->"), far));
        }

        Stream<Flow> flows() {
            return near.stream().map(end -> new Flow(end, far));
        }

        Command kill() {
            String own = near.getFirst().address();
            return ours ? Pfctl.killStates(own, far.address()) : Pfctl.killStates(far.address(), own);
        }
    }
}
