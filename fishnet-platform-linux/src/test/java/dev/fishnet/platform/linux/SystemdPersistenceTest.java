package dev.fishnet.platform.linux;

import static dev.fishnet.platform.linux.KeptMachine.CODER;
import static dev.fishnet.platform.linux.KeptMachine.TESTER;
import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.ShellScript;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept for the next boot, on a machine that is only remembered. */
@Tag("S-27")
class SystemdPersistenceTest {

    private final KeptMachine kept = new KeptMachine();
    private final PretendMachine machine = kept.machine;

    @Test
    void whoIsLockedDownIsWrittenBeforeTheRulesAreLoadedAndTheUnitsStartAfterwards() throws FishnetException {
        List<String> script = ShellScript.render(kept.firewall().enable(lockdown(CODER)));

        int kept = indexOf(script, KeptMachine.LOCKDOWN);
        int rules = indexOf(script, "sudo load-iptables");
        int units = indexOf(script, "systemctl restart");
        int released = indexOf(script, "ip -4 rule flush");
        assertTrue(kept < rules && rules < units && units < released, script::toString);
    }

    private static int indexOf(List<String> script, String words) {
        return IntStream.range(0, script.size())
                .filter(line -> script.get(line).contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is not in " + script));
    }

    @Test
    void aFirstLockdownIsKeptAndASecondRunHasNothingToDo() throws FishnetException {
        kept.enable(lockdown(CODER));

        kept.assertKept(FirewallBackend.IPTABLES, lockdown(CODER));
        assertTrue(kept.systemd.runs(FirewallUnits.TIMER));
        assertEquals(List.of(), kept.firewall().enable(lockdown(CODER)).steps());
        assertEquals(
                List.of(),
                kept.firewall().healing(lockdown(CODER), KeptMachine.PROGRAM).steps());
    }

    @Test
    void anotherAgentIsAddedToWhatIsKept() throws FishnetException {
        kept.enable(lockdown(CODER));
        kept.enable(new Lockdown(List.of(strict(TESTER, 3777))));

        kept.assertKept(FirewallBackend.IPTABLES, lockdown(CODER).with(new Lockdown(List.of(strict(TESTER, 3777)))));
        assertTrue(machine.text("/etc/fishnet/firewall/hold").orElseThrow().contains("uidrange 1002-1002 "));
    }

    @Test
    void anotherBackEndLeavesNoFileOfTheFirst() throws FishnetException {
        kept.enable(lockdown(CODER));
        kept.apply(kept.firewall(FirewallBackend.NFTABLES).enable(lockdown(CODER)));

        kept.assertKept(FirewallBackend.NFTABLES, lockdown(CODER));
        assertEquals(List.of("hold", "lockdown", "nftables-rules"), machine.names("/etc/fishnet/firewall"));
        assertEquals(Optional.empty(), kept.iptables.loaded());
        assertTrue(machine.text(SystemdUnits.path(FirewallUnits.WATCH))
                .orElseThrow()
                .contains("load-nftables list"));
    }

    @Test
    void theLastOneOutLeavesNothing() throws FishnetException {
        String before = kept.state();
        kept.enable(lockdown(CODER));
        kept.enable(lockdown(TESTER));
        kept.apply(kept.firewall().disable(CODER.name()));
        kept.assertKept(FirewallBackend.IPTABLES, lockdown(TESTER));

        kept.apply(kept.firewall().disable(TESTER.name()));

        assertEquals(before, kept.state());
        assertEquals(List.of(), kept.firewall().disable(TESTER.name()).steps());
    }

    @Test
    void theDaemonsProgramStaysWhenTheLastOneIsOut() throws FishnetException {
        kept.enable(lockdown(CODER));
        machine.file(SystemdServiceManager.PATH, "root", 0644, "unit")
                .file("/etc/fishnet/vault-key.cred", "root", 0600, "sealed");

        kept.apply(kept.firewall().disable(CODER.name()));

        assertTrue(machine.has("/usr/lib/fishnet/lib") && machine.has("/etc/fishnet/vault-key.cred"));
        assertFalse(machine.has("/etc/fishnet/firewall"));
    }

    @Test
    void theDaemonsProgramIsNotReplacedForTheWatch() throws FishnetException {
        machine.file(SystemdServiceManager.PATH, "root", 0644, "unit")
                .rootsFolder("/usr/lib/fishnet")
                .rootsFolder("/usr/lib/fishnet/lib")
                .file("/usr/lib/fishnet/lib/fishnet-cli.jar", "root", 0644, "the daemon's");

        kept.enable(lockdown(CODER));

        assertEquals("the daemon's", machine.digest("/usr/lib/fishnet/lib/fishnet-cli.jar"));
        assertTrue(kept.systemd.runs(FirewallUnits.TIMER));
    }

    @Test
    void aProgramThatOthersCouldChangeIsNoRepair() throws FishnetException {
        kept.apply(kept.firewall().enable(lockdown(CODER)));
        machine.with(KeptMachine.JAVA, new PretendMachine.Node(FileEntry.Kind.FOLDER, "1000", 0755, ""));

        FishnetException refused = assertThrows(
                FishnetException.class, () -> kept.firewall().healing(lockdown(CODER), KeptMachine.PROGRAM));

        assertEquals(ErrorKind.DENIED, refused.kind());
        kept.assertKept(FirewallBackend.IPTABLES, lockdown(CODER));
    }

    @Test
    void rulesThatAreFlushedArePutBackAndRemembered() throws FishnetException {
        kept.enable(lockdown(CODER));
        kept.iptables.flush();

        kept.apply(kept.firewall().heal());

        kept.assertKept(FirewallBackend.IPTABLES, lockdown(CODER));
        assertEquals(
                List.of(new Repair(KeptMachine.NOW, List.of("the rules are gone"))),
                kept.firewall().repairs());
        kept.apply(kept.firewall().heal());
        assertEquals(1, kept.firewall().repairs().size());
    }

    @Test
    void aUnitThatWasStoppedIsStartedAndLetsGo() throws FishnetException {
        kept.enable(lockdown(CODER));
        kept.systemd.run(List.of("systemctl", "stop", FirewallUnits.BOOT));
        assertTrue(kept.systemd.holds());

        kept.apply(kept.firewall().enable(lockdown(CODER)));

        kept.assertKept(FirewallBackend.IPTABLES, lockdown(CODER));
    }

    @Test
    void agentsWhoAreHeldAreLetGoByTheLastOneOut() throws FishnetException {
        kept.enable(lockdown(CODER));
        kept.systemd.run(List.of("systemctl", "stop", FirewallUnits.BOOT));

        kept.apply(kept.firewall().disable(CODER.name()));

        assertFalse(kept.systemd.holds());
    }

    @ParameterizedTest
    @CsvSource({"1000, 0644", "0, 0666", "0, 0664"})
    void whatOthersCouldHaveWrittenIsNotBelieved(String owner, String mode) throws FishnetException {
        kept.enable(lockdown(CODER));
        machine.file(KeptMachine.LOCKDOWN, owner, Integer.parseInt(mode, 8), machine.digest(KeptMachine.LOCKDOWN));

        assertRefused(KeptMachine.LOCKDOWN + " is not root's alone, so nobody can trust it");
    }

    @Test
    void aLinkIsNotFollowed() throws FishnetException {
        kept.enable(lockdown(CODER));
        machine.with(
                KeptMachine.LOCKDOWN,
                new PretendMachine.Node(FileEntry.Kind.LINK, "root", 0777, machine.digest(KeptMachine.LOCKDOWN)));

        assertRefused(KeptMachine.LOCKDOWN + " is not root's alone, so nobody can trust it");
    }

    @Test
    void twoLinesOfOneAgentAreRefused() throws FishnetException {
        kept.enable(lockdown(CODER));
        machine.file(
                KeptMachine.LOCKDOWN,
                "root",
                0644,
                machine.digest(KeptMachine.LOCKDOWN).replace("end\n", "agent coder 7 - standard\nend\n"));

        assertRefused(KeptMachine.LOCKDOWN + " does not say who is locked down: ");
    }

    @Test
    void moreThanAnybodyKeepsIsRefused() throws FishnetException {
        kept.enable(lockdown(CODER));
        machine.file(KeptMachine.LOCKDOWN, "root", 0644, "#".repeat(SystemFiles.LARGEST + 1));

        assertRefused(KeptMachine.LOCKDOWN + " is too large");
    }

    /** It is news and no rule: what is lost with it is not worth a lockdown. */
    @Test
    void aLogThatCannotBeReadIsNoReasonNotToRepair() throws FishnetException {
        kept.enable(lockdown(CODER));
        machine.file("/var/lib/fishnet-firewall/repairs", "root", 0644, "x".repeat(SystemFiles.LARGEST + 1));
        kept.iptables.flush();

        kept.apply(kept.firewall().heal());

        kept.assertKept(FirewallBackend.IPTABLES, lockdown(CODER));
        assertEquals(1, kept.firewall().repairs().size());
    }

    private void assertRefused(String message) throws FishnetException {
        FishnetException refused =
                assertThrows(FishnetException.class, () -> kept.firewall().enable(lockdown(TESTER)));
        assertEquals(ErrorKind.CORRUPT, refused.kind());
        assertTrue(String.valueOf(refused.getMessage()).startsWith(message), refused.getMessage());
        assertThrows(FishnetException.class, () -> kept.firewall().disable(CODER.name()));
        assertThrows(FishnetException.class, () -> kept.firewall().heal());
        assertEquals(
                new FirewallState.Unreadable(Optional.empty(), refused.getMessage()),
                kept.firewall().inspect());
        assertEquals(Optional.of(lockdown(CODER)), kept.iptables.loaded());
    }
}
