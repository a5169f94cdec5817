package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accounts that Fishnet makes, on a machine that is only remembered. */
class ServiceUserPlanTest {
    private static final String DATA = "/var/lib/fishnet";
    private static final String ACCOUNT = "fishnet:x:990:990::/var/lib/fishnet:/usr/sbin/nologin";

    private final PretendMachine machine = new PretendMachine();

    private LinuxUserAccounts users() {
        return new LinuxUserAccounts(machine, path -> Optional.empty(), machine);
    }

    private ChangePlan plan() throws FishnetException {
        return users().createServiceUser(DATA);
    }

    private PretendMachine folder(String owner, int mode) {
        return machine.with(DATA, new PretendMachine.Node(FileEntry.Kind.FOLDER, owner, mode, ""));
    }

    private FishnetException refused() {
        return assertThrows(FishnetException.class, this::plan);
    }

    @Test
    @Tag("S-16")
    void userAndDirectoryAreMadeWithTheirFinalOwnerAndMode() throws FishnetException {
        ChangePlan plan = plan();

        assertEquals("System user + permissions setup", plan.title());
        Golden.assertMatches("systemd/service-user.sh", String.join("\n", ShellScript.render(plan)) + "\n");
    }

    @Test
    @Tag("S-23")
    void theSecondTimeNothingIsToBeDone() throws FishnetException {
        machine.runner().apply(plan());

        assertTrue(plan().isEmpty());
    }

    @Test
    void onlyWhatIsNotSoIsPutRight() throws FishnetException {
        machine.account("fishnet:x:990:990::/nonexistent:/bin/false");
        folder("fishnet", 0755);

        assertEquals(
                List.of("sudo usermod --home /var/lib/fishnet fishnet", "sudo chmod 0700 /var/lib/fishnet"),
                ShellScript.render(plan()));
    }

    @Test
    void anEmptyDirectoryOfRootsIsTakenOver() throws FishnetException {
        machine.account(ACCOUNT);
        folder("root", 0755);

        assertEquals(
                List.of(
                        "sudo chmod 0700 /var/lib/fishnet",
                        "sudo chown --no-dereference fishnet:fishnet /var/lib/fishnet"),
                ShellScript.render(plan()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fishnet:x:1000:1000::/home/fishnet:/usr/sbin/nologin",
                "fishnet:x:990:990::/var/lib/fishnet:/bin/bash",
                "fishnet:x:990:990::/var/lib/fishnet:",
                "fishnet:x:0:0::/var/lib/fishnet:/usr/sbin/nologin",
            })
    @Tag("S-19")
    void aPersonsAccountOfThatNameIsRefused(String line) {
        machine.account(line);

        assertEquals(ErrorKind.DENIED, refused().kind());
        assertTrue(refused().getMessage().startsWith("the account 'fishnet' is not a system account without a login"));
    }

    @Test
    void somebodyElsesFilesAreNotTakenOver() {
        machine.account(ACCOUNT).file(DATA + "/notes", "1000", 0644, "mine");
        folder("1000", 0755);

        assertEquals(
                "/var/lib/fishnet holds files and is not the directory of 'fishnet'",
                refused().getMessage());
    }

    @Test
    void aForeignFileAmongOursIsSaid() {
        machine.account(ACCOUNT).file(DATA + "/vault.fnv", "root", 0600, "left by root");
        folder("fishnet", 0700);

        assertEquals(
                "/var/lib/fishnet holds a file that is not 'fishnet''s: vault.fnv",
                refused().getMessage());
        assertEquals(
                Optional.of("give it away: sudo chown -R fishnet:fishnet /var/lib/fishnet"),
                refused().hint());
    }

    @Test
    void aLinkInThePlaceOfTheDirectoryIsRefused() {
        machine.with(DATA, new PretendMachine.Node(FileEntry.Kind.LINK, "root", 0777, "/etc"));

        assertEquals("/var/lib/fishnet is not a directory", refused().getMessage());
    }

    @ParameterizedTest
    @Tag("S-04")
    @ValueSource(
            strings = {"", "relative", "/var/lib/../../etc", "/with space", "/a\nUser=root", "/a%h", "/$HOME", "/x;y"})
    void aDirectoryThatCouldMeanSomethingElseIsRefused(String path) {
        assertThrows(FishnetException.class, () -> users().createServiceUser(path));
    }

    @ParameterizedTest
    @Tag("S-23")
    @ValueSource(ints = {0, 1})
    void aStepThatFailsLeavesTheMachineAsItWasAndASecondRunCompletes(int step) throws FishnetException {
        String before = machine.state();
        ChangePlan plan = plan();
        machine.troubleAfter(step, false);

        assertThrows(FishnetException.class, () -> machine.runner().apply(plan));

        assertEquals(before, machine.state());
        machine.noTrouble().runner().apply(plan());
        assertTrue(plan().isEmpty());
    }

    @ParameterizedTest
    @Tag("S-23")
    @ValueSource(ints = {0, 1})
    void aRunThatIsCutOffIsCompletedByASecond(int step) throws FishnetException {
        ChangePlan plan = plan();
        machine.troubleAfter(step, true);

        assertThrows(PretendMachine.PowerCut.class, () -> machine.runner().apply(plan));

        machine.noTrouble().runner().apply(plan());
        assertTrue(plan().isEmpty());
    }

    @Test
    void anAgentGetsAHomeAndAShellAndNoPassword() throws FishnetException {
        ChangePlan plan = users().createAgent(new UserName("coder-2"));

        Golden.assertMatches("systemd/agent-user.sh", String.join("\n", ShellScript.render(plan)) + "\n");
        machine.runner().apply(plan);
        assertTrue(users().createAgent(new UserName("coder-2")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "fishnet"})
    void rootAndTheDaemonAreNoAgents(String name) {
        assertThrows(FishnetException.class, () -> users().createAgent(new UserName(name)));
    }
}
