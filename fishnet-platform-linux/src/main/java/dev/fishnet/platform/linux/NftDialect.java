package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.Optional;

/** How this machine's nft(8) is spoken to, and in which words it lists what it was told. */
final class NftDialect {
    /** One transaction. */
    static final Command LOAD = Command.of("nft", "-f", "-");

    /** Without counters, and with numbers where a machine could have names of its own for them. */
    static final Command LIST = Command.of("nft", "-s", "-y", "-p", "list", "table", "inet", "fishnet");

    private static final Command ELSEWHERE = Command.of("unshare", "--net", "nft", "-s", "-y", "-p", "-f", "-");

    private final ProcessControlPort processes;

    NftDialect(ProcessControlPort processes) {
        this.processes = processes;
    }

    /**
     * A table as this nft(8) lists it: loaded into a network namespace that is gone afterwards. Other versions have
     * other words for the same, and a difference in words is no difference in force. Empty when that cannot be done.
     */
    Optional<NftTable> relist(NftTable table) {
        String input = NftChange.input(Optional.empty(), Optional.of(table)) + "list table " + NftTable.ADDRESS + "\n";
        try {
            ProcessOutcome outcome = processes.run(ELSEWHERE.withInput(input));
            return outcome.succeeded() ? Optional.of(NftListing.parse(outcome.output())) : Optional.empty();
        } catch (FishnetException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
