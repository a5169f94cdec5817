package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.isolation.Observation;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.IsolationPortContract;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-25")
class LinuxIsolationTest {
    @Nested
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs getent, find and /proc")
    class OnThisMachine implements IsolationPortContract {
        @Override
        public IsolationPort isolation() {
            return new LinuxPlatform().isolation();
        }

        @Override
        public AgentUser agent() {
            try {
                UserAccount nobody =
                        new LinuxPlatform().users().find(new UserName("nobody")).orElseThrow();
                return new AgentUser(nobody.name(), nobody.uid(), SubordinateIds.NONE);
            } catch (FishnetException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void whatStopsOneCheckHidesNoOther(@TempDir Path root) throws FishnetException {
        PlantedMachine machine = new PlantedMachine(root);
        machine.processes.fail(1, "", "getent", "group").fail(1, "", "getent", "passwd");

        List<Observation> found = machine.observe();

        assertEquals(Observation.Verdict.UNSEEN, machine.the("agent_groups").verdict());
        assertEquals(Observation.Verdict.UNSEEN, machine.the("agent_uid").verdict());
        assertTrue(found.stream().anyMatch(observation -> observation.check().equals("data_directory")));
    }

    @Test
    void anAgentWhoseRightsAreNotKnownIsSaidToBeUnseen(@TempDir Path root) throws FishnetException {
        PlantedMachine machine = new PlantedMachine(root);
        machine.processes.fail(1, "", "id", "-G", "--", "agent");

        assertEquals(Observation.Verdict.UNSEEN, machine.the("agent_rights").verdict());
        assertEquals(Observation.Verdict.UNSEEN, machine.the("data_directory").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "1001, 100, 0200, true",
        "1001, 100, 0022, false",
        "7, 100, 0020, true",
        "7, 100, 0602, false",
        "7, 8, 0002, true",
        "7, 8, 0660, false"
    })
    void theFirstClassThatFitsDecides(long uid, long gid, String mode, boolean mayWrite) {
        Agent agent = new Agent(new UserName("agent"), 1001, 1001, Set.of(100L), "/");

        assertEquals(mayWrite, agent.mayWrite(new FileFacts(uid, gid, Integer.parseInt(mode, 8))));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0755, true",
        "0, 0, 0775, true",
        "0, 50, 0775, false",
        "0, 0, 0757, false",
        "1001, 0, 0755, false"
    })
    void rootAloneChangesWhatNobodyElseMayWrite(long uid, long gid, String mode, boolean alone) {
        assertEquals(
                alone,
                RootOnly.of("/x", new FileFacts(uid, gid, Integer.parseInt(mode, 8)))
                        .isEmpty());
    }

    @Test
    void aPackagesFileIsKnownByEitherOfItsNames() throws FishnetException {
        ScriptedProcesses dpkg = new ScriptedProcesses()
                .answer(command -> new ProcessOutcome(1, """
                        util-linux: /bin/su
                        diversion by dash from: /bin/sh
                        """, "dpkg-query: no path found"), "dpkg", "-S", "--");

        assertEquals(
                Optional.of(Set.of("/usr/bin/su")),
                new PackagedFiles(dpkg).among(List.of("/usr/bin/su", "/opt/su", "/usr/bin/sh", "/usr/bin/s*")));
        assertEquals(
                List.of("dpkg", "-S", "--", "/usr/bin/su", "/bin/su", "/opt/su", "/usr/bin/sh", "/bin/sh"),
                dpkg.commands().getFirst().argv());
    }

    @ParameterizedTest
    @CsvSource({
        "java -cp x dev.fishnet.cli.Main start, true",
        "java dev.fishnet.cli.Main stop, false",
        "java Main start, false"
    })
    void theDaemonIsKnownByItsCommand(String words, boolean daemon) {
        assertEquals(daemon, DaemonProcesses.isGateway(words.replace(' ', '\0') + "\0"));
    }

    @Test
    void theUnitSaysWhichJavaItStarts() {
        assertEquals(
                Optional.of("/usr/lib/jvm/x/bin/java"),
                DaemonChecks.programOf(
                        "[Service]\nUser=fishnet\nExecStart=/usr/lib/jvm/x/bin/java -Xmx1g -cp y Main start\n"));
    }
}
