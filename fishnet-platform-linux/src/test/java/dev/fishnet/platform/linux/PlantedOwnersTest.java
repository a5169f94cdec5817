package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of owner and mode, planted in a folder that stands for a machine. */
@Tag("S-25")
class PlantedOwnersTest {
    private static final int SERVICE = (int) PlantedMachine.SERVICE_UID;
    private static final int AGENT = 1001;

    @TempDir
    private Path root;

    private PlantedMachine machine;

    @BeforeEach
    void aMachineAsInstalled() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
        machine = new PlantedMachine(root);
        machine.folder("/var", 0, "rwxr-xr-x");
        machine.folder("/var/lib", 0, "rwxr-xr-x");
        machine.folder("/var/lib/fishnet", SERVICE, "rwx------");
        machine.file("/var/lib/fishnet/vault.fnv", SERVICE, "rw-------");
        machine.file("/usr/lib/fishnet/lib/core.jar", 0, "rw-r--r--");
        machine.file("/opt/jdk/bin/java", 0, "rwxr-xr-x");
        machine.file("/opt/jdk/lib/modules", 0, "rw-r--r--");
        machine.file("/etc/systemd/system/fishnet.service", "[Service]\nExecStart=/opt/jdk/bin/java -cp x\n");
        machine.file("/etc/fishnet/vault-key.cred", 0, "rw-------");
        machine.file("/proc/77/cmdline", "java\0-cp\0x\0dev.fishnet.cli.Main\0start\0");
        machine.file("/proc/77/status", "Uid:\t990\t990\t990\t990\n");
        machine.file("/etc/cron.d/backup", 0, "rw-r--r--");
        machine.file("/usr/local/bin/tool", 0, "rwxr-xr-x");
    }

    @Test
    void aMachineAsInstalledHasNoFaults() throws FishnetException {
        assertEquals(List.of(), machine.open());
        assertEquals(Verdict.GOOD, machine.the("daemon_user").verdict());
        assertEquals(Verdict.GOOD, machine.the("java_runtime").verdict());
        assertEquals(Verdict.GOOD, machine.the("program_image").verdict());
        assertEquals(Verdict.GOOD, machine.the("service_unit").verdict());
        assertEquals(Verdict.GOOD, machine.the("data_directory").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/fishnet/lib/core.jar,       1001, rw-r--r--, program_image,   'sudo chown -h root:root /usr/lib/fishnet/lib/core.jar'",
        "/usr/lib/fishnet/lib/core.jar,       0,    rw-r--rw-, program_image,   'sudo chmod go-w /usr/lib/fishnet/lib/core.jar'",
        "/usr/lib/fishnet/lib,                0,    rwxrwxrwx, program_image,   'sudo chmod go-w /usr/lib/fishnet/lib'",
        "/usr/lib,                            990,  rwxr-xr-x, program_image,   'sudo chown -h root:root /usr/lib'",
        "/opt/jdk/lib/modules,                1000, rw-r--r--, java_runtime,    'sudo chown -h root:root /opt/jdk/lib/modules'",
        "/opt/jdk,                            1001, rwxr-xr-x, java_runtime,    'sudo chown -h root:root /opt/jdk'",
        "/etc/systemd/system/fishnet.service, 990,  rw-r--r--, service_unit,    'sudo chown -h root:root /etc/systemd/system/fishnet.service'",
        "/etc/fishnet/vault-key.cred,         0,    rw-r-----, service_secrets, 'sudo chmod go= /etc/fishnet/vault-key.cred'",
        "/var/lib/fishnet,                    990,  rwxr-x---, data_directory,  'sudo chmod go= /var/lib/fishnet'",
        "/var/lib/fishnet,                    0,    rwx------, data_directory,  'sudo chown fishnet: /var/lib/fishnet'",
        "/var/lib/fishnet/vault.fnv,          0,    rw-------, data_directory,  'sudo chown fishnet: /var/lib/fishnet/vault.fnv'",
        "/var/lib/fishnet/vault.fnv,          990,  rw-r-----, data_directory,  'sudo chmod go= /var/lib/fishnet/vault.fnv'",
        "/var/lib,                            1000, rwxr-xr-x, data_directory,  'sudo chown -h root:root /var/lib'",
        "/etc/cron.d/backup,                  1001, rw-r--r--, cron_jobs,       'sudo chown root:root /etc/cron.d/backup'",
        "/etc/cron.d/backup,                  0,    rw-r--rw-, cron_jobs,       'sudo chmod go-w /etc/cron.d/backup'",
        "/usr/local/bin,                      0,    rwxr-xrwx, system_files,    'sudo chmod go-w /usr/local/bin'",
    })
    void aWrongOwnerOrModeIsNamedWithWhatMendsIt(String path, int uid, String mode, String check, String remedy)
            throws FishnetException, IOException {
        Files.setAttribute(machine.at(path), "unix:uid", uid);
        Files.setPosixFilePermissions(machine.at(path), PosixFilePermissions.fromString(mode));

        assertTrue(
                machine.observe().stream()
                        .anyMatch(found -> found.check().equals(check)
                                && found.verdict() == Verdict.OPEN
                                && found.remedy().equals(remedy)),
                machine.observe().toString());
    }

    @Test
    void aLinkIsAsSafeAsWhereItLeads() throws FishnetException, IOException {
        Files.delete(machine.at("/opt/jdk/lib/modules"));
        machine.file("/home/agent/modules", AGENT, "rw-r--r--");
        Files.createSymbolicLink(machine.at("/opt/jdk/lib/modules"), Path.of("/home/agent/modules"));

        assertEquals(List.of("java_runtime: /home/agent/modules belongs to uid 1001"), machine.open());
    }

    @Test
    void linksWithoutEndAreNotFollowedForEver() throws FishnetException, IOException {
        Files.delete(machine.at("/opt/jdk/lib/modules"));
        Files.createSymbolicLink(machine.at("/opt/jdk/lib/modules"), Path.of("/opt/jdk/lib/modules"));

        assertEquals(List.of("java_runtime: /opt/jdk/lib/modules is a symbolic link without end"), machine.open());
    }

    @ParameterizedTest
    @CsvSource({"0, root", "1001, the agent", "1000, uid 1000"})
    void aDaemonOfAnotherAccountIsNamed(int uid, String whose) throws FishnetException, IOException {
        machine.file("/proc/77/status", "Uid:\t%1$d\t%1$d\t%1$d\t%1$d\n".formatted(uid));

        Observation found = machine.the("daemon_user");

        assertEquals(Verdict.OPEN, found.verdict());
        assertTrue(found.detail().startsWith("the daemon (pid 77) runs as " + whose), found.detail());
    }

    @ParameterizedTest
    @CsvSource({"rw-rw-rw-, true", "rw-rw----, false"})
    void aHelpersSocketIsNamedWhenTheAgentMayConnect(String mode, boolean open) throws FishnetException, IOException {
        Path socket = machine.at("/run/docker.sock");
        Files.createDirectories(socket.getParent());
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(mode));

            assertEquals(
                    open ? Verdict.OPEN : Verdict.GOOD,
                    machine.the("helper_sockets").verdict());
            machine.folder("/run", 0, "rwx------");
            assertEquals(Verdict.GOOD, machine.the("helper_sockets").verdict());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/su,                 0,    rwxr-xr-x, 4, true",
        "/opt/$(reboot),          0,    rwxr-xr-x, 4, true",
        "/opt/group,              0,    rwxr-xr-x, 2, true",
        "/opt/own,                1001, rwxr-xr-x, 4, false",
        "/opt/closed,             0,    rwxr-x---, 4, false",
        "/opt/plain,              0,    rwxr-xr-x, 0, false",
    })
    void aSetuidProgramOfNoPackageIsNamed(String path, int uid, String mode, int special, boolean open)
            throws FishnetException, IOException {
        Path program = machine.file(path, uid, mode);
        int bits = (Integer) Files.getAttribute(program, "unix:mode") & 0777;
        Files.setAttribute(program, "unix:mode", special << 9 | bits);
        LinuxProcesses real = new LinuxProcesses(Duration.ofSeconds(20));
        machine.processes.answer(
                command -> {
                    try {
                        return real.run(command);
                    } catch (FishnetException e) {
                        throw new AssertionError(e);
                    }
                },
                "timeout",
                "3",
                "find");
        machine.processes.fail(1, "no path found", "dpkg", "-S");

        Observation found = machine.the("setuid_programs");

        assertEquals(open ? Verdict.OPEN : Verdict.GOOD, found.verdict());
        assertEquals(open, found.detail().contains(path));
    }

    @Test
    void aRemedyForAStrangeNameIsSafeToPaste() throws FishnetException, IOException {
        machine.file("/opt/a;reboot", 0, "rwxr-xr-x");
        machine.processes
                .print("4755 0 0 " + machine.at("/opt/a;reboot") + "\0", "timeout", "3", "find")
                .fail(1, "no path found", "dpkg", "-S");

        assertEquals(
                "sudo chmod ug-s '/opt/a;reboot'",
                machine.the("setuid_programs").remedy());
    }

    @Test
    void aDistributionsProgramThatIsNotShippedSoIsNamed() throws FishnetException, IOException {
        machine.file("/usr/bin/find", 0, "rwxr-xr-x");
        machine.file("/usr/bin/su", 0, "rwxr-xr-x");
        machine.processes
                .print(
                        "4755 0 0 " + machine.at("/usr/bin/find") + "\0" + "4755 0 0 " + machine.at("/usr/bin/su")
                                + "\0",
                        "timeout",
                        "3",
                        "find")
                .print("findutils: /usr/bin/find\nutil-linux: /bin/su\n", "dpkg", "-S");

        assertEquals(List.of("setuid_programs: 'agent' may run /usr/bin/find, which runs as uid 0"), machine.open());
    }

    @ParameterizedTest
    @CsvSource({"124, ''", "1, \"find: /home/x: Permission denied\""})
    void aSearchThatDidNotSeeEverythingSaysSo(int exitStatus, String errors) throws FishnetException {
        machine.processes.fail(exitStatus, errors, "timeout", "3", "find");

        assertEquals(Verdict.UNSEEN, machine.the("setuid_programs").verdict());
    }

    @ParameterizedTest
    @CsvSource({"'cap_net_admin=eip'", "'=ep cap_net_raw-ep'", "'= cap_net_admin+ep'"})
    void aProgramWithCapabilitiesIsNamed(String capabilities) throws FishnetException, IOException {
        machine.file("/opt/a = b", 0, "rwxr-xr-x");
        machine.processes
                .print(machine.at("/opt/a = b") + " " + capabilities + "\n", "timeout", "3", "getcap")
                .fail(1, "", "dpkg", "-S");

        assertTrue(machine.the("file_capabilities").detail().startsWith("'agent' may run /opt/a = b, which has "));
    }
}
