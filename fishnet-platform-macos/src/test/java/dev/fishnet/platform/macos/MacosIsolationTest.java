package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-25")
class MacosIsolationTest {
    private static final String DATA = "/Library/Application Support/Fishnet";
    private static final AgentUser AGENT = new AgentUser(new UserName("agent_runner"), 502, SubordinateIds.NONE);
    private static final String SUDO_NONE = "User agent_runner is not allowed to run sudo on mac.\n";

    private final InMemoryFiles files = new InMemoryFiles();
    private final PretendDisk disk = new PretendDisk()
            .directory(DATA, 452, 452, 0700)
            .directory("/usr/local/lib", 0, 0, 0755)
            .directory("/usr/local/lib/fishnet", 0, 0, 0755)
            .directory("/usr/local/lib/fishnet/lib", 0, 0, 0755)
            .file("/usr/local/lib/fishnet/lib/cli.jar", 0, 0644, "jar")
            .directory("/opt", 0, 0, 0755)
            .directory("/opt/jdk", 0, 0, 0755)
            .file(LaunchdPlist.FILE, 0, 0644, "plist");
    private final ScriptedProcesses processes = new PretendOpenDirectory()
            .with("/Users/_fishnet", "UniqueID", "452", "PrimaryGroupID", "452")
            .answering(new ScriptedProcesses())
            .fail(67, "", "dseditgroup", "-o", "checkmember")
            .print(SUDO_NONE, "sudo", "-n", "-l", "-U", "agent_runner")
            .print(Captured.RUNNING, "launchctl", "print", "system/dev.fishnet.local")
            .print(Captured.PRINT_DISABLED.formatted("enabled"), "launchctl", "print-disabled", "system")
            .print("_fishnet\n", "ps", "-o", "user=", "-p", "912");

    MacosIsolationTest() throws FishnetException {
        List.of("admin", "wheel", "com.apple.access_ssh").forEach(group -> member(group, false));
        ServiceDefinition service = new ServiceDefinition(
                LaunchdServiceManager.IMAGE, List.of(), "/opt/jdk", new UserName("_fishnet"), DATA);
        files.write(new Step.WriteFile(
                LaunchdPlist.FILE, LaunchdPlist.render(service), new FileMode("root", "wheel", 0644)));
    }

    private void member(String group, boolean isMember) {
        String said = isMember
                ? "yes agent_runner is a member of " + group + "\n"
                : "no agent_runner is NOT a member of " + group + "\n";
        processes.print(said, "dseditgroup", "-o", "checkmember", "-m", "agent_runner", group);
    }

    private List<Observation> observe() {
        return observe(disk);
    }

    private List<Observation> observe(Places places) {
        return new MacosIsolation(
                        processes,
                        new MacosUserAccounts(processes, places),
                        new LaunchdServiceManager(processes, files::read, places),
                        files::read,
                        places,
                        DATA)
                .observe(List.of(AGENT));
    }

    private Observation only(String check) {
        List<Observation> found =
                observe().stream().filter(seen -> seen.check().equals(check)).toList();
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    @Test
    void onAMachineThatIsRightOnlyWhatCannotBeClosedIsOpen() {
        String all = observe().stream()
                .map(seen -> seen.verdict() + " " + seen.check() + ": " + seen.detail() + "\n")
                .collect(Collectors.joining());

        assertEquals(
                2,
                observe().stream()
                        .filter(seen -> seen.verdict() == Verdict.OPEN)
                        .count());
        Golden.assertMatches("doctor/right.txt", all);
    }

    @Test
    void dnsAndIcmpAreAlwaysNamed() {
        assertEquals(Verdict.OPEN, only("dns_helper").verdict());
        assertEquals(Verdict.OPEN, only("icmp").verdict());
    }

    @Test
    void whatIsOpenOrUnseenSaysWhatToDo() {
        processes.fail(1, "sudo: a password is required\n", "sudo");
        member("admin", true);

        assertTrue(observe().stream()
                .allMatch(seen ->
                        (seen.verdict() == Verdict.GOOD) == seen.remedy().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "wheel", "com.apple.access_ssh"})
    void anAgentInAPowerfulGroupIsFound(String group) {
        member(group, true);

        Observation found = only("agent_groups");

        assertEquals(Verdict.OPEN, found.verdict());
        assertEquals("sudo dseditgroup -o edit -d agent_runner -t user " + group, found.remedy());
    }

    @ParameterizedTest
    @CsvSource({"'Group not found.', GOOD", "'', UNSEEN", "'yes somebody is a member of admin', UNSEEN"})
    void whatDseditgroupSaysIsNotGuessed(String said, Verdict verdict) {
        processes.fail(67, said, "dseditgroup", "-o", "checkmember", "-m", "agent_runner", "admin");

        assertEquals(verdict, only("agent_groups").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "'User agent_runner is not allowed to run sudo on mac.', GOOD",
        "'User agent_runner may run the following commands on mac:', OPEN",
        "'', UNSEEN",
        "'sudo: a password is required', UNSEEN",
    })
    void sudoIsTakenAtItsWord(String said, Verdict verdict) {
        processes.print(said + "\n", "sudo", "-n", "-l", "-U", "agent_runner");

        assertEquals(verdict, only("sudo_rules").verdict());
    }

    @Test
    void jobsTheAgentLeftBehindAreFound() {
        disk.directory("/var/at/jobs", 0, 0, 0700)
                .file("/var/at/tabs/agent_runner", 0, 0600, "")
                .file("/var/at/jobs/a0001", 502, 0700, "")
                .file("/var/at/jobs/a0002", 501, 0700, "");

        assertEquals(
                List.of("'agent_runner' has a crontab", "'agent_runner' has a job of at, /var/at/jobs/a0001"),
                observe().stream()
                        .filter(seen -> seen.check().equals("scheduled_jobs"))
                        .map(Observation::detail)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"root, OPEN", "agent_runner, OPEN", "_fishnet, GOOD", "'', UNSEEN"})
    void whomTheDaemonRunsAsIsAskedOfTheKernel(String user, Verdict verdict) {
        processes.print(user + "\n", "ps", "-o", "user=", "-p", "912");

        assertEquals(verdict, only("daemon_user").verdict());
    }

    @ParameterizedTest
    @CsvSource({"452, 700, GOOD", "452, 500, GOOD", "452, 750, OPEN", "452, 701, OPEN", "0, 700, OPEN", "502, 700, OPEN"
    })
    void theDataDirectoryIsTheDaemonsAlone(long uid, String mode, Verdict verdict) {
        disk.directory(DATA, uid, uid, Integer.parseInt(mode, 8));

        assertEquals(verdict, only("data_directory").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "service_unit, /Library/LaunchDaemons",
        "program_image, /usr/local/lib/fishnet/lib",
        "program_image, /usr/local",
        "java_runtime, /opt",
        "java_runtime, /opt/jdk",
    })
    void whatTheDaemonRunsFromIsRootsAlone(String check, String path) {
        assertEquals(Verdict.GOOD, only(check).verdict());

        disk.directory(path, 501, 80, 0755);

        assertEquals(Verdict.OPEN, only(check).verdict());
        assertTrue(
                only(check).detail().contains(" at " + path + " "), only(check).detail());
    }

    @Test
    void withoutAServiceNothingIsTakenForRight() {
        files.remove(LaunchdPlist.FILE);
        processes.fail(113, Captured.NOT_FOUND, "launchctl", "print", "system/dev.fishnet.local");

        assertEquals(Verdict.UNSEEN, only("java_runtime").verdict());
        assertEquals(Verdict.UNSEEN, only("daemon_user").verdict());
    }

    @Test
    void aCheckThatMayNotLookHidesNoOther() {
        List<Observation> found = observe(new ForbiddenPlaces());

        assertFalse(found.isEmpty());
        assertEquals(
                List.of("scheduled_jobs", "data_directory", "service_unit", "program_image", "java_runtime"),
                found.stream()
                        .filter(seen -> seen.verdict() == Verdict.UNSEEN)
                        .map(Observation::check)
                        .toList());
        assertTrue(found.stream().anyMatch(seen -> seen.check().equals("daemon_user")));
    }

    /** A disk that only root may look at. */
    private static final class ForbiddenPlaces implements Places {
        private static FishnetException forbidden(String path) {
            return new FishnetException(ErrorKind.NOT_PRIVILEGED, "only root can look at " + path, "re-run with sudo");
        }

        @Override
        public Optional<Place> at(String path) throws FishnetException {
            throw forbidden(path);
        }

        @Override
        public List<String> in(String directory) throws FishnetException {
            throw forbidden(directory);
        }

        @Override
        public Optional<String> real(String path) throws FishnetException {
            throw forbidden(path);
        }

        @Override
        public boolean same(String one, String other) throws FishnetException {
            throw forbidden(other);
        }
    }
}
