package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.cli.Environment;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.ConfigException;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatchTest {
    private static final String FIVE = "[llm]\ndaily_budget_usd = 5\n";
    private static final String SIX = "[llm]\ndaily_budget_usd = 6\n";

    @TempDir
    Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<FishnetConfig> used = new ArrayList<>();
    private final PolicyAlarm alarm = new PolicyAlarm(alert -> {}, (file, why) -> {}, InstantSource.system());
    private Path file = Path.of("unset");

    @BeforeEach
    void setUp() {
        file = data.resolve("fishnet.toml");
    }

    @Test
    void aChangedFileIsTakenUp() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        write(SIX);

        watch.lookAgain(used::add, alarm);
        watch.lookAgain(used::add, alarm);

        assertEquals(List.of("$6.00"), budgets());
        assertEquals("[fishnet] policy changed: " + file + "\n", said());
    }

    @Test
    @Tag("S-29")
    void aFileWithAnErrorKeepsThePolicyFromBeforeAndIsToldOfOnce() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        write("[llm]\ndaily_budget_usd = -6\n");

        watch.lookAgain(used::add, alarm);
        watch.lookAgain(used::add, alarm);

        assertEquals(List.of(), budgets());
        assertEquals(
                "$5.00", watch.inUse().policy().caps().daily().orElseThrow().toString());
        assertEquals(
                "[fishnet] the policy has an error, so the one from before stays in force: " + file
                        + ":2: llm.daily_budget_usd: out of range: it must be 0 to 1000000000, at most six decimals, or"
                        + " \"unlimited\"\n",
                said());
    }

    @Test
    void anErrorThatComesBackIsToldOfAgain() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        for (String text : List.of("x", FIVE, "x")) {
            write(text);
            watch.lookAgain(used::add, alarm);
        }

        assertEquals(2, said().lines().count(), said());
    }

    @Test
    void aMendedFileIsTakenUp() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        write("x");
        watch.lookAgain(used::add, alarm);
        write(SIX);
        watch.lookAgain(used::add, alarm);

        assertEquals(List.of("$6.00"), budgets());
    }

    @Test
    @Tag("S-29")
    void aFileThatIsGoneKeepsThePolicyFromBefore() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        Files.delete(file);

        watch.lookAgain(used::add, alarm);
        watch.lookAgain(used::add, alarm);

        assertEquals(List.of(), budgets());
        assertEquals("[fishnet] " + file + " is gone; the policy from before stays in force\n", said());
    }

    @Test
    void aFileThatAppearsIsTakenUp() throws Exception {
        PolicyWatch watch = begin();
        watch.lookAgain(used::add, alarm);
        write(SIX);
        watch.lookAgain(used::add, alarm);

        assertEquals(List.of("$6.00"), budgets());
    }

    @Test
    @Tag("S-29")
    void aPolicyThatCouldNotBePutIntoForceIsTriedAgainAndNotSaidToHaveChanged() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        write(SIX);

        watch.lookAgain(
                changed -> {
                    throw new FishnetException(ErrorKind.UNAVAILABLE, "accounts cannot be looked up");
                },
                alarm);
        String before = watch.inUse().policy().caps().daily().orElseThrow().toString();
        watch.lookAgain(used::add, alarm);

        assertEquals("$5.00", before);
        assertEquals(List.of("$6.00"), budgets());
        assertEquals(
                "[fishnet] the policy has an error, so the one from before stays in force: accounts cannot be looked"
                        + " up\n[fishnet] policy changed: " + file + "\n",
                said());
    }

    @Test
    void whatNeedsAnotherStartIsNamed() throws Exception {
        write(FIVE);
        PolicyWatch watch = begin();
        write("[gateway]\nport = 4000\n[upstreams]\nextra_ca_certs = \"/a.pem\"\n[http]\nanswer_timeout_ms = 5\n"
                + "[audit]\ndurability = \"power\"\nwhen_unwritable = \"serve\"\nprompts = true\n");

        watch.lookAgain(used::add, alarm);

        assertEquals("""
                [fishnet] policy changed: %s
                [fishnet] gateway.port takes effect when the gateway is started again
                [fishnet] upstreams.extra_ca_certs takes effect when the gateway is started again
                [fishnet] [http] takes effect when the gateway is started again
                [fishnet] audit.durability takes effect when the gateway is started again
                [fishnet] audit.when_unwritable takes effect when the gateway is started again
                [fishnet] audit.prompts takes effect when the gateway is started again
                """.formatted(file), said());
    }

    @Test
    void aFileWithAnErrorIsNoStart() throws Exception {
        write("x");

        assertThrows(ConfigException.class, this::begin);
    }

    private PolicyWatch begin() throws FishnetException {
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(both, both, InputStream.nullInputStream(), null, false);
        Environment environment = new Environment(Map.of("FISHNET_DATA_DIR", data.toString()), "Linux");
        return PolicyWatch.begin(new Workspace(new FakePlatform(), environment), Optional.empty(), terminal);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private List<String> budgets() {
        return used.stream()
                .map(config -> config.policy().caps().daily().orElseThrow().toString())
                .toList();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
