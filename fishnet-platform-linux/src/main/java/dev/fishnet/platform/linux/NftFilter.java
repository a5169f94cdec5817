package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.util.Optional;

/**
 * The lockdown through nftables: a table of our own for both IP versions, whose refusals nobody else's rules override.
 */
final class NftFilter implements PacketFilter {
    private final ProcessControlPort processes;
    private final NftDialect dialect;

    NftFilter(ProcessControlPort processes) {
        this.processes = processes;
        this.dialect = new NftDialect(processes);
    }

    @Override
    public FirewallBackend kind() {
        return FirewallBackend.NFTABLES;
    }

    @Override
    public Optional<LoadedLockdown> read() throws FishnetException {
        try {
            return Optional.of(new NftLoaded(table(processes.run(NftDialect.LIST)), dialect));
        } catch (ProgramMissingException e) {
            return Optional.empty();
        }
    }

    private static Optional<NftTable> table(ProcessOutcome listed) throws FishnetException {
        if (!listed.succeeded()) {
            return absence(listed.errors().strip());
        }
        try {
            return Optional.of(NftListing.parse(listed.output()));
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<NftTable> absence(String errors) throws FishnetException {
        if (errors.contains("No such file or directory")) {
            return Optional.empty();
        }
        if (errors.contains("Operation not permitted") || errors.contains("Permission denied")) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED, "only root can read the packet filter", "re-run with sudo");
        }
        throw unreadable(errors);
    }

    private static FishnetException unreadable(String why) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "nftables cannot be read: " + why.lines().findFirst().orElse("no reason given"));
    }

    @Override
    public LoadedLockdown absent() {
        return new NftLoaded(Optional.empty(), dialect);
    }

    @Override
    public LoadedLockdown unseen() {
        return new NftLoaded(Optional.of(NftTable.NOTHING), dialect);
    }
}
