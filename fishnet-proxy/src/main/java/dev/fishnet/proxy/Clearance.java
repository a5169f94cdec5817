package dev.fishnet.proxy;

import dev.fishnet.proxy.money.Tab;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import java.util.Optional;

/**
 * Leave to send a request.
 *
 * @param tab the money held for it; empty when it costs nothing
 * @param sending as what
 * @param asked whether one of them asks for usage that the agent did not ask for
 */
record Clearance(Optional<Tab> tab, Sending sending, boolean asked) {
    /** For what costs nothing and goes as it came. */
    static final Clearance FREE = new Clearance(Optional.empty(), PassedOn.UNCHANGED, false);

    /** Nothing was sent, or nothing more is known of what it cost. */
    void close() {
        close(Optional.empty());
    }

    /** What the request was settled for; empty when nothing was held for it, or that stays held. */
    Optional<MicroUsd> close(Optional<Usage> usage) {
        return tab.flatMap(open -> open.close(usage));
    }
}
