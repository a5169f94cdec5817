package dev.fishnet.cli.daemon;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.alert.AlertPort;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Tells the operator of a configuration that was not taken up. What is wrong with it is in the log alone.
 *
 * @param log hears which file, and what is wrong with it
 */
record PolicyAlarm(AlertPort alerts, BiConsumer<String, String> log, InstantSource clock) {
    void rejected(String file, String why) {
        log.accept(file, why);
        alerts.raise(new Alert(
                clock.instant(),
                AlertKind.POLICY_REJECTED,
                "fishnet",
                "The changed configuration was rejected, and the one from before stays in force; the log says why."));
    }
}
