package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.escape.EscapePort;
import dev.fishnet.firewall.escape.Finding;
import java.util.List;
import java.util.function.Consumer;

/** What macOS has in place of trials: a plain no. */
final class NoEscapes implements EscapePort {
    @Override
    public void attempt(LockedAgent agent, int gatewayPort, Consumer<Finding> decided) throws FishnetException {
        throw new FishnetException(
                ErrorKind.UNAVAILABLE,
                "the lockdown cannot be tried out on macOS yet; nothing is proven",
                "'fishnet firewall status' compares the loaded rules with those that should be");
    }

    @Override
    public List<String> residualRisks() {
        return List.of();
    }
}
