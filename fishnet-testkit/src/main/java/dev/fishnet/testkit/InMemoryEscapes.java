package dev.fishnet.testkit;

import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.escape.EscapePort;
import dev.fishnet.firewall.escape.Expectation;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.firewall.escape.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Attempts that are only remembered: one that is blocked, and those that a test plants. */
public final class InMemoryEscapes implements EscapePort {
    private final List<Finding> planted = new ArrayList<>();
    private Optional<LockedAgent> asked = Optional.empty();
    private int gatewayPort;

    /** Lets this be found too. */
    public InMemoryEscapes with(Finding finding) {
        planted.add(finding);
        return this;
    }

    /** As whom the attempts were made. */
    public Optional<LockedAgent> asked() {
        return asked;
    }

    /** Where the gateway was said to be. */
    public int gatewayPort() {
        return gatewayPort;
    }

    @Override
    public void attempt(LockedAgent agent, int port, Consumer<Finding> decided) {
        asked = Optional.of(agent);
        gatewayPort = port;
        decided.accept(new Finding(
                "tcp4", "directly", "TCP over IPv4", Expectation.BLOCKED, Verdict.BLOCKED, "198.51.100.77:20001", ""));
        planted.forEach(decided);
    }

    @Override
    public List<String> residualRisks() {
        return List.of("what no packet filter closes");
    }
}
