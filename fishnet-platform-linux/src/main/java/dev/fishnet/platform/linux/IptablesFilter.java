package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.process.ProcessControlPort;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The lockdown through iptables and ip6tables, whichever back end they have: chains of our own that are asked before
 * everybody else's, one transaction for each table. Where the kernel has no IPv6 there is nothing of it to lock.
 */
final class IptablesFilter implements PacketFilter {
    private final LoadedRules loaded;
    private final Foundation foundation;
    private final BooleanSupplier ipv6;

    IptablesFilter(ProcessControlPort processes, BooleanSupplier ipv6) {
        this.loaded = new LoadedRules(processes);
        this.foundation = new Foundation(processes);
        this.ipv6 = ipv6;
    }

    @Override
    public FirewallBackend kind() {
        return FirewallBackend.IPTABLES;
    }

    @Override
    public Optional<LoadedLockdown> read() throws FishnetException {
        return loaded.read(places()).map(this::with);
    }

    @Override
    public LoadedLockdown absent() {
        return with(Ruleset.absent(places()));
    }

    @Override
    public LoadedLockdown unseen() {
        return with(Ruleset.unseen(places()));
    }

    private LoadedLockdown with(Ruleset found) {
        return new IptablesLoaded(found, foundation);
    }

    @Override
    public NativeForm nativeForm(Lockdown lockdown) {
        return NativeIptables.of(lockdown, places());
    }

    private List<Place> places() {
        return places(ipv6.getAsBoolean());
    }

    static List<Place> places(boolean ipv6) {
        return Place.of(ipv6 ? List.of(IpFamily.values()) : List.of(IpFamily.V4));
    }
}
