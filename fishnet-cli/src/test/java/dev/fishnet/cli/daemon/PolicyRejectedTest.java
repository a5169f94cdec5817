package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.cli.Environment;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that was changed and is not taken up: who hears of it, and what stays. */
class PolicyRejectedTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String FIVE = "[llm]\ndaily_budget_usd = 5\n";
    private static final String SIX = "[llm]\ndaily_budget_usd = 6\n";

    @TempDir
    Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<FishnetConfig> used = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final AlertSwitches switches = new AlertSwitches(alerts::add, EnumSet.allOf(AlertKind.class));
    private final PolicyAlarm alarm = new PolicyAlarm(switches, (file, why) -> {}, InstantSource.fixed(NOW));

    @BeforeEach
    void setUp() throws IOException {
        write(FIVE);
    }

    @Test
    void aRejectedChangeRaisesAnAlertOnceForEachComplaint() throws Exception {
        PolicyWatch watch = begin();
        write("secret = \"sk-misplaced\"\n");
        watch.lookAgain(used::add, alarm);
        watch.lookAgain(used::add, alarm);

        assertEquals(1, alerts.size());
        Alert alert = alerts.getFirst();
        assertEquals(AlertKind.POLICY_REJECTED, alert.kind());
        assertEquals("fishnet", alert.about());
        assertEquals(NOW, alert.at());
        assertFalse(alert.message().contains("misplaced"), alert.message());

        write("[llm]\ndaily_budget_usd = -1\n");
        watch.lookAgain(used::add, alarm);
        assertEquals(2, alerts.size());
    }

    @Test
    void anAlertThatIsSwitchedOffIsNotRaised() throws Exception {
        PolicyWatch watch = begin();
        switches.use(Set.of());
        write("x");
        watch.lookAgain(used::add, alarm);

        assertEquals(List.of(), alerts);
        assertTrue(said().contains("stays in force"), said());
    }

    @Test
    void aChangeThatCannotBeTakenUpIsNotSaidToBeInForce() throws Exception {
        PolicyWatch watch = begin();
        write(SIX);
        PolicyWatch.Follower refusing = config -> {
            throw new FishnetException(ErrorKind.FAILED, "two agents are one account");
        };
        watch.lookAgain(refusing, alarm);
        watch.lookAgain(refusing, alarm);

        assertEquals(
                "[fishnet] the policy has an error, so the one from before stays in force: two agents are one account\n",
                said());
        assertEquals("$5.00", budget(watch.inUse()));
        assertEquals(1, alerts.size());
    }

    @Test
    void aFaultOfOursInTakingItUpEndsNothing() throws Exception {
        PolicyWatch watch = begin();
        write(SIX);
        watch.lookAgain(
                config -> {
                    throw new IllegalStateException("sk-secret");
                },
                alarm);

        assertEquals(
                "[fishnet] the policy has an error, so the one from before stays in force: it could not be taken up:"
                        + " java.lang.IllegalStateException\n",
                said());
        assertEquals("$5.00", budget(watch.inUse()));
        assertEquals(1, alerts.size());
    }

    @Test
    void whatCouldNotBeTakenUpIsTriedAgain() throws Exception {
        PolicyWatch watch = begin();
        write(SIX);
        watch.lookAgain(
                config -> {
                    throw new FishnetException(ErrorKind.UNAVAILABLE, "no answer");
                },
                alarm);
        watch.lookAgain(used::add, alarm);
        watch.lookAgain(used::add, alarm);

        assertEquals(1, used.size());
        assertEquals("$6.00", budget(watch.inUse()));
        assertTrue(said().endsWith("[fishnet] policy changed: " + data.resolve("fishnet.toml") + "\n"), said());
    }

    private PolicyWatch begin() throws FishnetException {
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(both, both, InputStream.nullInputStream(), null, false);
        Environment environment = new Environment(Map.of("FISHNET_DATA_DIR", data.toString()), "Linux");
        return PolicyWatch.begin(new Workspace(new FakePlatform(), environment), Optional.empty(), terminal);
    }

    private void write(String text) throws IOException {
        Files.writeString(data.resolve("fishnet.toml"), text);
    }

    private static String budget(FishnetConfig config) {
        return config.policy().caps().daily().orElseThrow().toString();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
