package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is loaded on this machine, and what is kept for the next boot. */
record LockedMachine(List<Held> held, Optional<Persistence.Kept> kept) {
    boolean isEmpty() {
        return held.stream().allMatch(each -> each.loaded().isEmpty());
    }

    /** Everybody who is named anywhere; what is kept says how, the rules say so only for whom it leaves out. */
    Optional<Lockdown> expected() {
        return held.stream()
                .flatMap(each -> each.loaded().lockdown().stream())
                .reduce(Lockdown::with)
                .map(loaded -> kept.map(known -> loaded.with(known.lockdown())).orElse(loaded))
                .or(() -> kept.map(Persistence.Kept::lockdown));
    }

    /** The filter that is asked for; else the one that holds the lockdown already, or the first that is installed. */
    Held holder(FirewallBackend choice) throws FishnetException {
        if (choice != FirewallBackend.AUTO) {
            return of(choice).orElseThrow(() -> missing(choice));
        }
        return kept.flatMap(known -> of(known.backend()))
                .or(() -> held.stream().filter(each -> !each.loaded().isEmpty()).findFirst())
                .or(() -> held.stream().findFirst())
                .orElseThrow(() -> missing(FirewallBackend.IPTABLES));
    }

    private Optional<Held> of(FirewallBackend kind) {
        return held.stream().filter(each -> each.filter().kind() == kind).findFirst();
    }

    List<Held> others(Held holder) {
        return held.stream()
                .filter(each -> each.filter().kind() != holder.filter().kind())
                .toList();
    }

    List<String> differences(Lockdown wanted) throws FishnetException {
        Held holder = holder(FirewallBackend.AUTO);
        List<String> lines = new ArrayList<>(holder.loaded().differencesFrom(wanted));
        others(holder).stream()
                .filter(other -> !other.loaded().isEmpty())
                .forEach(other -> lines.add(
                        "rules of ours are loaded in " + other.filter().kind().word() + " too"));
        return lines;
    }

    private static FishnetException missing(FirewallBackend backend) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE, backend.word() + " is not installed", "apt-get install -y " + backend.word());
    }
}
