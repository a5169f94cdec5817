package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import org.jspecify.annotations.Nullable;

/**
 * A lockdown in its back end's own words, put together when somebody first wants to read them: that takes longer than
 * the plan itself, and where nothing is kept nobody does.
 */
final class Wording {
    private final PacketFilter filter;
    private final Lockdown lockdown;
    private @Nullable NativeForm form;

    Wording(PacketFilter filter, Lockdown lockdown) {
        this.filter = filter;
        this.lockdown = lockdown;
    }

    NativeForm form() {
        NativeForm known = form;
        if (known == null) {
            known = filter.nativeForm(lockdown);
            form = known;
        }
        return known;
    }
}
