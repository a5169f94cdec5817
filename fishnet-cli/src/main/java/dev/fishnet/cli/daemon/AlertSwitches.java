package dev.fishnet.cli.daemon;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.alert.AlertPort;
import java.util.Set;

/** Keeps those alerts that the operator has not switched off. */
final class AlertSwitches implements AlertPort {
    private final AlertPort next;
    private volatile Set<AlertKind> on;

    AlertSwitches(AlertPort next, Set<AlertKind> on) {
        this.next = next;
        this.on = Set.copyOf(on);
    }

    void use(Set<AlertKind> kinds) {
        on = Set.copyOf(kinds);
    }

    @Override
    public void raise(Alert alert) {
        if (on.contains(alert.kind())) {
            next.raise(alert);
        }
    }
}
