package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.Step;
import java.util.List;
import java.util.Optional;

/** What of ours one {@link PacketFilter} holds, whole or not. */
interface LoadedLockdown {
    boolean isEmpty();

    /** Who is named in what is loaded; drift releases nobody, so whoever is named anywhere is in it. */
    Optional<Lockdown> lockdown();

    /** What stands between this and that lockdown, one line each; empty when it is exactly in force and asked first. */
    List<String> differencesFrom(Lockdown wanted);

    /**
     * Steps from this to exactly that, or to nothing of ours; empty when nothing has to change. No packet of an agent
     * who is locked down before and after gets through in between.
     */
    List<Step> changesTo(Optional<Lockdown> wanted);
}
