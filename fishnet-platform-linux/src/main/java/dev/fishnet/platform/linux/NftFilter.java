package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lockdown through nftables: a table of our own for both IP versions, whose refusals nobody else's rules override.
 */
final class NftFilter implements PacketFilter {
    /** What every table of ours has, one of which is left of it whatever was done to it. */
    private static final Set<String> OURS =
            Set.of("set agents", "counter denied", "chain ownerless", "chain refuse", "chain register");

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
            return Optional.of(requireOurs(NftListing.parse(listed.output())));
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Somebody else may have a table of that name; what has nothing of ours in it is not ours to change. */
    private static NftTable requireOurs(NftTable table) throws FishnetException {
        boolean ours =
                table.blocks().isEmpty() || table.blocks().keySet().stream().anyMatch(OURS::contains);
        if (!ours) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "there is a table " + NftTable.ADDRESS + " that Fishnet has not made",
                    "rename that table, or use --backend iptables");
        }
        return table;
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

    /** Emptied of its rules first, never of its uids: that leaves no moment without a lockdown, whatever is loaded. */
    @Override
    public NativeForm nativeForm(Lockdown lockdown) {
        NftTable table = NftRules.of(lockdown, NftTable.NOTHING);
        String fresh = NftChange.input(Optional.empty(), Optional.of(table));
        String again = fresh.replaceFirst("(?m)^add rule ", "flush table " + NftTable.ADDRESS + "\nadd rule ");
        return new NativeForm(
                List.of(new NativeForm.Load("nftables", again, List.of(), List.of("nft", "-f"))),
                List.of(NftDialect.LIST.argv()));
    }
}
