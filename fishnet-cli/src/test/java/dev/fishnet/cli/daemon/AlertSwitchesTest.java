package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertSwitchesTest {
    private final List<Alert> kept = new ArrayList<>();
    private final AlertSwitches switches = new AlertSwitches(kept::add, Set.of());

    @ParameterizedTest
    @EnumSource
    void aKindThatIsSwitchedOffIsNotKeptAndAllOthersAre(AlertKind off) {
        switches.use(EnumSet.complementOf(EnumSet.of(off)));

        for (AlertKind kind : AlertKind.values()) {
            switches.raise(new Alert(Instant.EPOCH, kind, "claude/openai", "something happened"));
        }

        assertEquals(
                EnumSet.complementOf(EnumSet.of(off)),
                EnumSet.copyOf(kept.stream().map(Alert::kind).toList()));
    }

    @ParameterizedTest
    @EnumSource
    void aKindThatIsSwitchedOnAgainIsKept(AlertKind kind) {
        Alert alert = new Alert(Instant.EPOCH, kind, "claude/openai", "something happened");

        switches.raise(alert);
        switches.use(Set.of(kind));
        switches.raise(alert);

        assertEquals(List.of(alert), kept);
    }
}
