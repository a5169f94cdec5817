package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that need no owner but the test's: what accounts, rules and tables say. */
@Tag("S-25")
class PlantedFaultsTest {
    @TempDir
    private Path root;

    private PlantedMachine machine;

    @BeforeEach
    void aMachineWithoutFaults() {
        machine = new PlantedMachine(root);
    }

    @Test
    void aMachineWithoutFaultsHasNone() throws FishnetException {
        assertEquals(List.of(), machine.open());
    }

    @ParameterizedTest
    @CsvSource({
        "sudo",
        "wheel",
        "admin",
        "docker",
        "lxd",
        "incus",
        "libvirt",
        "kvm",
        "disk",
        "shadow",
        "adm",
        "systemd-journal",
        "netdev",
        "fishnet"
    })
    void aGroupThatCarriesPowerIsNamed(String group) throws FishnetException {
        machine.processes.print("agent:x:1001:\n" + group + ":x:27001:agent\n", "getent", "group");

        Observation found = machine.the("agent_groups");

        assertEquals(Verdict.OPEN, found.verdict());
        assertTrue(found.detail().startsWith("'agent' is in group " + group + ", "), found.detail());
        assertEquals("sudo gpasswd -d agent " + group, found.remedy());
    }

    @Test
    void groupZeroIsRootsWhateverItsName() throws FishnetException {
        machine.processes.print("0\n", "id", "-G", "--", "agent").print("nobodys:x:0:\n", "getent", "group");

        assertEquals(
                List.of("agent_groups: 'agent' is in group nobodys, which may write what root's group may"),
                machine.open());
    }

    @Test
    void theGroupThatTheAccountNamesIsLeftInAnotherWay() throws FishnetException {
        machine.processes.print("docker:x:1001:\n", "getent", "group");

        assertTrue(machine.the("agent_groups").remedy().endsWith("sudo usermod -g agent agent"));
    }

    @Test
    void whoeverSharesTheUidIsNamed() throws FishnetException {
        machine.processes.print("agent:x:1001:1::/:\ntwin:x:1001:1::/:\nroot:x:0:0::/:\n", "getent", "passwd");

        assertEquals(
                List.of("agent_uid: 'agent' shares uid 1001 with twin: to the kernel they are one"), machine.open());
    }

    @Test
    void whatSudoAllowsIsNamed() throws FishnetException {
        machine.processes.print("""
                Matching Defaults entries for agent on host:
                    env_reset, use_pty

                User agent may run the following commands on host:
                    (ALL : ALL) NOPASSWD: ALL
                    (root) /usr/bin/less
                """, "sudo", "-n", "-l", "-U", "agent");

        assertEquals(
                List.of("sudo_rules: sudo lets 'agent' run (ALL : ALL) NOPASSWD: ALL (and 1 more)"), machine.open());
    }

    @Test
    void anAnswerOfSudoThatIsNotUnderstoodIsNoAllClear() throws FishnetException {
        machine.processes.fail(1, "sudo: parse error", "sudo", "-n", "-l", "-U", "agent");

        assertEquals(Verdict.UNSEEN, machine.the("sudo_rules").verdict());
    }

    @Test
    void onlyRootMayAskSudo() throws FishnetException, IOException {
        machine.users.runningAs(1000);
        machine.file("/usr/bin/sudo", "");

        assertEquals(Verdict.UNSEEN, machine.the("sudo_rules").verdict());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permit nopass agent                                   | true",
                "permit persist keepenv :friends as root               | true",
                "permit setenv { PATH=/bin agent } 1001                | true",
                "permit nopass \"agent\" cmd ls                        | true",
                "permit root                                           | false",
                "permit setenv { agent } :wheel                        | false",
                "deny agent                                            | false",
                "# permit agent                                        | false",
            })
    void aRuleOfDoasIsFoundByWhomItNames(String rule, boolean open) throws FishnetException, IOException {
        machine.file("/etc/doas.conf", rule + "\n");

        assertEquals(
                open ? Verdict.OPEN : Verdict.GOOD, machine.the("doas_rules").verdict());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if (subject.user == \"agent\") return polkit.Result.YES;     | true",
                "if (subject.isInGroup(\"friends\")) return polkit.Result.YES | true",
                "Identity=unix-user:agent                                     | true",
                "Identity=unix-group:friends;unix-user:other                  | true",
                "if (subject.user == \"agent2\") return polkit.Result.YES;    | false",
                "// subject.user == \"agent\"                                 | false",
            })
    void aRuleOfPolkitIsFoundByWhomItNames(String rule, boolean open) throws FishnetException, IOException {
        machine.file("/etc/polkit-1/rules.d/10-local.rules", rule + "\n");

        assertEquals(
                open ? Verdict.OPEN : Verdict.GOOD, machine.the("polkit_rules").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "/var/spool/cron/crontabs/agent, cron_jobs",
        "/var/spool/cron/agent, cron_jobs",
        "/var/lib/systemd/linger/agent, lingering",
        "/home/agent/.config/systemd/user/evil.timer, user_units"
    })
    void whatRunsWhenNobodyWatchesIsNamed(String file, String check) throws FishnetException, IOException {
        machine.file(file, "");

        assertEquals(Verdict.OPEN, machine.the(check).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "'* * * * * agent /bin/true', true",
        "'@reboot agent /bin/true', true",
        "'*/5 0 1 1 0\tagent\ttrue x', true",
        "'* * * * * root /bin/su agent', false",
        "'# * * * * agent agent x', false",
        "'SHELL=/bin/agent', false"
    })
    void aLineOfTheSystemsTableIsTheUsersItNames(String line, boolean open) throws FishnetException, IOException {
        machine.file("/etc/crontab", line + "\n");

        assertEquals(
                open ? Verdict.OPEN : Verdict.GOOD, machine.the("cron_jobs").verdict());
    }

    @ParameterizedTest
    @CsvSource({"cron.deny, at.deny, neither", "cron.deny, x, for at;", "at.deny, x, for cron;", "x, y, cron and at"})
    void whoIsBarredFromJobsIsSaid(String one, String other, String said) throws FishnetException, IOException {
        machine.file("/etc/" + one, "agent\n");
        machine.file("/etc/" + other, "agent\n");

        String detail = machine.the("job_permission").detail();

        assertTrue(detail.contains(said), detail);
    }

    @Test
    void aListThatLetsInOverridesOneThatBars() throws FishnetException, IOException {
        machine.file("/etc/cron.allow", "root\n");
        machine.file("/etc/at.allow", "agent\n");
        machine.file("/etc/at.deny", "agent\n");

        assertTrue(machine.the("job_permission").detail().contains("may make jobs for at;"));
    }

    @Test
    void aCoreHandlerAndItsSettingAreLookedAt() throws FishnetException, IOException {
        machine.file("/proc/sys/fs/suid_dumpable", "1\n");

        assertEquals(Verdict.OPEN, machine.the("core_dumps").verdict());
    }

    @Test
    void aSocketWithoutAPathIsANote() throws FishnetException, IOException {
        machine.file("/proc/net/unix", """
                Num       RefCount Protocol Flags    Type St Inode Path
                0000000000000001: 00000002 00000000 00010000 0001 01 1001 @helper
                0000000000000002: 00000003 00000000 00000000 0001 03 1002 @not-listening
                0000000000000003: 00000002 00000000 00010000 0001 01 1003 /run/gone.sock
                """);

        Observation found = machine.the("abstract_sockets");

        assertEquals(Verdict.UNSEEN, found.verdict());
        assertTrue(found.detail().endsWith(": @helper"), found.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "0100007F:0C38, 13, UNSEEN",
        "00000000:1F90, 0, UNSEEN",
        "0100007F:0EC1, 990, GOOD",
        "0100007F:0C38, 1001, GOOD"
    })
    void aPortThatProxiesHaveIsANote(String address, int uid, Verdict verdict) throws FishnetException, IOException {
        machine.file("/proc/net/tcp", """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: %s 00000000:0000 0A 00000000:00000000 00:00000000 00000000 %5d        0 1135 1 0000 100 0 0 10 0
                """.formatted(address, uid));

        assertEquals(verdict, machine.the("loopback_helpers").verdict());
    }
}
