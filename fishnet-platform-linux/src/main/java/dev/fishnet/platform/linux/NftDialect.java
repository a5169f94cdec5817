package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.Optional;
import java.util.stream.Stream;

/** How this machine's nft(8) is spoken to, and in which words it lists what it was told. */
final class NftDialect {
    /** One transaction. */
    static final Command LOAD = Command.of("nft", "-f", "-");

    /** Without counters, and with numbers where a machine could have names of its own for them. */
    static final Command LIST = Command.of("nft", "-s", "-y", "-p", "list", "table", "inet", "fishnet");

    private final ProcessControlPort processes;

    NftDialect(ProcessControlPort processes) {
        this.processes = processes;
    }

    /**
     * A table as this nft(8) lists it: loaded into a network namespace that is gone afterwards. Other versions have
     * other words for the same, and a difference in words is no difference in force. Empty when that cannot be done.
     */
    Optional<NftTable> relist(NftTable table) {
        String elsewhere = "fishnet-words-" + ProcessHandle.current().pid();
        try {
            if (!processes.run(Command.of("ip", "netns", "add", elsewhere)).succeeded()) {
                return Optional.empty();
            }
            try {
                String input = NftChange.input(Optional.empty(), Optional.of(table));
                processes.run(inside(elsewhere, LOAD.withInput(input)));
                return parse(processes.run(inside(elsewhere, LIST)));
            } finally {
                processes.run(Command.of("ip", "netns", "del", elsewhere));
            }
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }

    private static Command inside(String namespace, Command command) {
        Stream<String> argv = Stream.concat(Stream.of("ip", "netns", "exec", namespace), command.argv().stream());
        return new Command(argv.toList(), command.input());
    }

    private static Optional<NftTable> parse(ProcessOutcome listed) {
        try {
            return listed.succeeded() ? Optional.of(NftListing.parse(listed.output())) : Optional.empty();
        } catch (IllegalArgumentException notUnderstood) {
            return Optional.empty();
        }
    }
}
