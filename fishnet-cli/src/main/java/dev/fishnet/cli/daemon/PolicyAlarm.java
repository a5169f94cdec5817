package dev.fishnet.cli.daemon;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.alert.AlertPort;
import java.time.InstantSource;

/** Tells the operator of a configuration that was not taken up. What is wrong with it is in the log alone. */
record PolicyAlarm(AlertPort alerts, InstantSource clock) {
    void rejected() {
        alerts.raise(new Alert(
                clock.instant(),
                AlertKind.POLICY_REJECTED,
                "fishnet",
                "The changed configuration was rejected, and the one from before stays in force; the log says why."));
    }
}
