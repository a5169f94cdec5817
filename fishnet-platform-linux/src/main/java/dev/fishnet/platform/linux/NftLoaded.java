package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of ours nftables holds: one table, or none. */
final class NftLoaded implements LoadedLockdown {
    private final Optional<NftTable> found;
    private final NftDialect dialect;

    NftLoaded(Optional<NftTable> found, NftDialect dialect) {
        this.found = found;
        this.dialect = dialect;
    }

    @Override
    public boolean isEmpty() {
        return found.isEmpty();
    }

    @Override
    public Optional<Lockdown> lockdown() {
        return found.flatMap(NftRoster::read);
    }

    @Override
    public List<String> differencesFrom(Lockdown wanted) {
        return found.map(table -> NftDifferences.between(table, expected(wanted)))
                .orElseGet(() -> List.of("nftables: there is no table " + NftTable.ADDRESS));
    }

    @Override
    public List<Step> changesTo(Optional<Lockdown> wanted) {
        Optional<NftTable> target = wanted.map(this::expected);
        return found.equals(target) ? List.of() : steps(states(target));
    }

    /** In our words where this nft(8) lists the same; else in its own. */
    private NftTable expected(Lockdown wanted) {
        NftTable plain = NftRules.of(wanted, found.orElse(NftTable.NOTHING));
        return found.filter(table -> !isPlain(table))
                .flatMap(strange -> dialect.relist(plain))
                .orElse(plain);
    }

    private static boolean isPlain(NftTable table) {
        return NftRoster.read(table)
                .map(lockdown -> NftRules.of(lockdown, table))
                .filter(table::equals)
                .isPresent();
    }

    /** The tables that follow one another, from what is found to what is wanted. */
    private List<Optional<NftTable>> states(Optional<NftTable> target) {
        List<Optional<NftTable>> states = new ArrayList<>();
        states.add(found);
        if (found.isPresent() && target.isPresent()) {
            NftBridge.over(found.get(), target.get()).ifPresent(bridge -> {
                states.add(found.map(table -> table.with(bridge)));
                states.add(target.map(table -> table.with(bridge)));
            });
        }
        states.add(target);
        return states;
    }

    /** One transaction from each to the next, each with the one that takes it back. */
    private static List<Step> steps(List<Optional<NftTable>> states) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < states.size(); i++) {
            Optional<NftTable> from = states.get(i - 1);
            Optional<NftTable> to = states.get(i);
            steps.add(Step.Run.of(
                    NftDialect.LOAD.withInput(NftChange.input(from, to)),
                    NftDialect.LOAD.withInput(NftChange.input(to, from))));
        }
        return steps;
    }
}
