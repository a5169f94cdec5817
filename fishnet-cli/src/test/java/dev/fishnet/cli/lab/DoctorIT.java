package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code doctor} on a real account of this machine, with real faults, each mended by the remedy it printed. */
@Tag("S-25")
class DoctorIT {
    private static Path launcher;

    private final String agent = "fndoc" + ProcessHandle.current().pid() % 100_000;
    private final String network = "fishnet-doctor-" + ProcessHandle.current().pid();
    private Undo undo;

    @BeforeAll
    static void build() {
        Requirements.rootOnLinux();
        Requirements.tools("useradd", "gpasswd", "ip", "iptables", "ip6tables", "find", "getcap", "setcap", "sudo");
        launcher = Requirements.launcher();
    }

    @BeforeEach
    void makeAnAgentThatIsLockedDown() throws IOException {
        undo = new Undo();
        undo.add("ip", "netns", "del", network);
        Run.of("ip", "netns", "add", network).mustSucceed();
        undo.add("userdel", "-r", agent);
        Run.of("useradd", "-m", "-U", agent).mustSucceed();
        fishnet("firewall", "enable", "--agent-user", agent, "--apply").mustSucceed();
    }

    @AfterEach
    void removeEverything() {
        undo.close();
    }

    @Test
    void everyPlantedFaultIsFoundAndItsRemedyMendsIt() throws IOException {
        assertEquals(List.of(), faults());

        plantGroup();
        plantSudoRule();
        plantPrograms();
        plantJobs();

        Run found = doctor();
        assertEquals(3, found.exit(), found.toString());
        assertFault(found, "agent_groups", "is in group sudo");
        assertFault(found, "sudo_rules", "sudo lets '" + agent + "' run ");
        assertFault(found, "setuid_programs", "may run /opt/" + agent + "/suid, which runs as uid 0");
        assertFault(found, "file_capabilities", "may run /opt/" + agent + "/capable, which has cap_net_admin");
        assertFault(found, "cron_jobs", "has a crontab, /var/spool/cron/crontabs/" + agent);
        assertFault(found, "lingering", "processes of '" + agent + "' start at boot");

        mend(found);
        assertEquals(List.of(), faults());
    }

    @Test
    void anAgentThatIsReleasedIsOpen() {
        fishnet("firewall", "disable", "--agent-user", agent, "--apply").mustSucceed();

        Run found = doctor();

        assertEquals(3, found.exit(), found.toString());
        assertFault(found, "lockdown", "'" + agent + "' is not locked down");
    }

    private void plantGroup() {
        Run.of("gpasswd", "-a", agent, "sudo").mustSucceed();
    }

    private void plantSudoRule() throws IOException {
        Path rule = Path.of("/etc/sudoers.d", agent);
        undo.add("rm", "-f", rule.toString());
        Files.writeString(rule, agent + " ALL=(root) NOPASSWD: /usr/bin/less\n");
    }

    private void plantPrograms() {
        String folder = "/opt/" + agent;
        undo.add("rm", "-rf", folder);
        Run.of("install", "-d", "-m", "0755", folder).mustSucceed();
        Run.of("install", "-m", "4755", "/usr/bin/id", folder + "/suid").mustSucceed();
        Run.of("install", "-m", "0755", "/usr/bin/id", folder + "/capable").mustSucceed();
        Run.of("setcap", "cap_net_admin=ep", folder + "/capable").mustSucceed();
    }

    private void plantJobs() throws IOException {
        plant(Path.of("/var/spool/cron/crontabs", agent));
        plant(Path.of("/var/lib/systemd/linger", agent));
    }

    /** A file, and the folders it takes, which go again where they had not been. */
    private void plant(Path file) throws IOException {
        for (Path folder = file.getParent(); !Files.exists(folder); folder = folder.getParent()) {
            undo.add("rmdir", "-p", "--ignore-fail-on-non-empty", folder.toString());
        }
        Files.createDirectories(file.getParent());
        undo.add("rm", "-f", file.toString());
        Files.writeString(file, "");
    }

    /** What the doctor printed below each fault, but for those that take an editor or a running systemd. */
    private void mend(Run found) throws IOException {
        Files.delete(Path.of("/etc/sudoers.d", agent));
        Files.delete(Path.of("/var/lib/systemd/linger", agent));
        List<String> lines = found.lines();
        for (int i = 0; i + 1 < lines.size(); i++) {
            String remedy = lines.get(i + 1).strip();
            if (lines.get(i).contains("[OPEN]")
                    && lines.get(i).contains(agent)
                    && !remedy.startsWith("sudo visudo")
                    && !remedy.startsWith("sudo loginctl")) {
                Run.of(remedy.split(" ")).mustSucceed();
            }
        }
    }

    private static void assertFault(Run found, String check, String detail) {
        assertTrue(
                found.lines().stream()
                        .anyMatch(line -> line.startsWith("  [OPEN] " + check + "  ") && line.contains(detail)),
                () -> check + ": " + detail + "\n" + found);
    }

    /** The machine's own faults are not this test's. */
    private List<String> faults() {
        Run found = doctor();
        assertTrue(found.output().startsWith("Fishnet doctor report:\n"), found.toString());
        boolean open = found.lines().stream().anyMatch(line -> line.startsWith("  [OPEN]"));
        assertEquals(open ? 3 : 0, found.exit(), found.toString());
        return found.lines().stream()
                .filter(line -> line.startsWith("  [OPEN]") && line.contains(agent))
                .toList();
    }

    private Run doctor() {
        return fishnet("doctor", "--agent-user", agent);
    }

    private Run fishnet(String... words) {
        return Run.of(Run.join(List.of("ip", "netns", "exec", network, launcher.toString()), words), Map.of());
    }
}
