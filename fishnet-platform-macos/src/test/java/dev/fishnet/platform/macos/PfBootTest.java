package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-01")
class PfBootTest {
    private static final AgentUser AGENT = new AgentUser(new UserName("agent_runner"), 502, SubordinateIds.NONE);
    private static final Lockdown LOCKDOWN = Lockdown.standard(AGENT);

    private final PretendMac mac = new PretendMac();

    @TempDir
    Path folder;

    private void assertEnforced() {
        assertEquals(new FirewallState.Enforced(LOCKDOWN), mac.firewall().inspect());
    }

    @Test
    void theLockdownIsBackAfterABoot() throws FishnetException {
        mac.enable(LOCKDOWN);

        mac.reboot();

        assertEnforced();
        assertTrue(mac.firewall().enable(LOCKDOWN).isEmpty());
    }

    @Test
    @Tag("S-02")
    void whatABootBroughtBackGoesWithTheLastAgent() throws FishnetException {
        mac.enable(LOCKDOWN);
        mac.reboot();

        mac.disable(AGENT.name());

        assertEquals(new PretendMac().files().all(), mac.files().all());
        assertFalse(mac.launchd().isLoaded(PfPlists.FILL) || mac.launchd().isLoaded(PfPlists.START));
        assertFalse(mac.pf().isOn());
    }

    @Test
    void nothingIsStartedThatWouldTakeASecondReference() throws FishnetException {
        mac.enable(LOCKDOWN);

        assertTrue(mac.launchd().isLoaded(PfPlists.FILL));
        assertFalse(mac.launchd().isLoaded(PfPlists.START));
    }

    @ParameterizedTest
    @ValueSource(strings = {PfPlists.FILL, PfPlists.START})
    void aJobThatSomebodyDisabledIsEnabledAgain(String label) throws FishnetException {
        mac.enable(LOCKDOWN);
        mac.launchd().disable(label);
        assertTrue(mac.firewall().inspect() instanceof FirewallState.Drifted);

        mac.enable(LOCKDOWN);

        assertEnforced();
    }

    @ParameterizedTest
    @ValueSource(strings = {PfPlists.FILL, PfPlists.START})
    void aPlistThatSomebodyChangedIsWrittenAgain(String label) throws FishnetException {
        mac.enable(LOCKDOWN);
        String path = "/Library/LaunchDaemons/" + label + ".plist";
        Step.WriteFile before = mac.files().read(path).orElseThrow();
        mac.files().write(new Step.WriteFile(path, "<plist/>", before.mode()));

        mac.enable(LOCKDOWN);

        assertEquals(Optional.of(before), mac.files().read(path));
        assertEnforced();
    }

    @Test
    void theAnchorIsFilledEveryMinuteAndPfIsTurnedOnOnce() {
        assertTrue(PfPlists.fill().contains("<key>StartInterval</key>"));
        assertFalse(PfPlists.fill().contains("<string>-E</string>"), "a reference each minute");
        assertTrue(PfPlists.start().contains("<key>LaunchOnlyOnce</key>"));
        Golden.assertMatches("launchd/dev.fishnet.firewall.plist", PfPlists.fill());
        Golden.assertMatches("launchd/dev.fishnet.firewall.start.plist", PfPlists.start());
    }

    @Test
    void plistutilTakesBoth() throws Exception {
        for (String text : List.of(PfPlists.fill(), PfPlists.start())) {
            Path binary = folder.resolve("binary.plist");
            Path file = Files.writeString(folder.resolve("xml.plist"), text);
            run("plistutil", "-i", file.toString(), "-o", binary.toString());

            assertTrue(Files.readString(binary, StandardCharsets.ISO_8859_1).startsWith("bplist00"));
        }
    }

    private static void run(String... argv) throws FishnetException {
        try {
            ProcessOutcome outcome = new MacosProcesses(Duration.ofMinutes(1)).run(Command.of(argv));
            assertEquals(0, outcome.exitStatus(), outcome.errors());
        } catch (ProgramMissingException e) {
            assumeTrue(false, argv[0] + " is not installed");
        }
    }
}
