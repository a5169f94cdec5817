package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacosAccountPlansTest {
    private static final String DATA = "/Library/Application Support/Fishnet";
    private static final UserName AGENT = new UserName("agent_runner");

    private final PretendDisk disk = new PretendDisk();
    private final PretendOpenDirectory directory = new PretendOpenDirectory()
            .with("/Users/root", "UniqueID", "0", "PrimaryGroupID", "0", "RealName", "System Administrator")
            .with("/Users/nobody", "UniqueID", "-2", "PrimaryGroupID", "-2")
            .with("/Users/_mbsetupuser", "UniqueID", "248", "PrimaryGroupID", "248")
            .with("/Users/_taken", "UniqueID", "450", "PrimaryGroupID", "20")
            .with("/Users/ada", "UniqueID", "501", "PrimaryGroupID", "20", "RealName", "Ada Lovelace")
            .with("/Groups/wheel", "PrimaryGroupID", "0")
            .with("/Groups/_alsotaken", "PrimaryGroupID", "451");
    private final ScriptedProcesses processes = directory.answering(disk.answering(new ScriptedProcesses()));
    private final MacosUserAccounts users = new MacosUserAccounts(processes, disk);

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(processes, new InMemoryFiles()).apply(plan);
    }

    private static String script(ChangePlan plan) {
        return String.join("\n", ShellScript.render(plan)) + "\n";
    }

    @Test
    @Tag("S-19")
    void theDaemonGetsAHiddenAccountNobodyCanLogInTo() throws FishnetException {
        ChangePlan plan = users.createServiceUser(DATA);

        assertEquals("System user + permissions setup", plan.title());
        assertTrue(script(plan).contains("UserShell /usr/bin/false"), "nobody logs in as the daemon");
        Golden.assertMatches("users/create-service-user.sh", script(plan));
    }

    @Test
    void theNumberIsFreeAmongUsersAndGroups() throws FishnetException {
        apply(users.createServiceUser(DATA));

        assertEquals("452", directory.at("/Users/_fishnet").get("UniqueID"));
        assertEquals("452", directory.at("/Users/_fishnet").get("PrimaryGroupID"));
        assertEquals("452", directory.at("/Groups/_fishnet").get("PrimaryGroupID"));
    }

    @Test
    @Tag("S-16")
    void theDataDirectoryIsTheDaemonsAloneFromTheStart() throws FishnetException {
        apply(users.createServiceUser(DATA));

        assertEquals(
                new Place(DATA, Place.Kind.DIRECTORY, 452, 452, 0700),
                disk.at(DATA).orElseThrow());
    }

    @Test
    void aSecondRunHasNothingToDo() throws FishnetException {
        apply(users.createServiceUser(DATA));

        assertEquals(List.of(), users.createServiceUser(DATA).steps());
    }

    @Test
    @Tag("S-23")
    void whereverItIsInterruptedASecondRunCompletesIt() throws FishnetException {
        int steps = users.createServiceUser(DATA).steps().size();
        for (int done = 0; done < steps; done++) {
            MacosAccountPlansTest fresh = new MacosAccountPlansTest();
            ChangePlan whole = fresh.users.createServiceUser(DATA);
            fresh.apply(new ChangePlan("cut off", whole.steps().subList(0, done)));

            fresh.apply(fresh.users.createServiceUser(DATA));

            assertEquals(List.of(), fresh.users.createServiceUser(DATA).steps(), "cut off after " + done);
            assertEquals("452", fresh.directory.at("/Users/_fishnet").get("UniqueID"), "cut off after " + done);
        }
    }

    @Test
    @Tag("S-23")
    void aStepThatFailsTakesBackWhatWasDone() throws FishnetException {
        String before = directory.toString() + disk;
        ChangePlan plan = users.createServiceUser(DATA);
        processes.fail(71, "install: failed\n", "install");

        assertThrows(FishnetException.class, () -> apply(plan));

        assertEquals(before, directory.toString() + disk);
    }

    @Test
    void anAttributeThatWasChangedIsMendedAndNothingElseIsTouched() throws FishnetException {
        apply(users.createServiceUser(DATA));
        directory.with("/Users/_fishnet", "UserShell", "/bin/zsh");
        disk.directory(DATA, 452, 452, 0755);

        Golden.assertMatches("users/mend-service-user.sh", script(users.createServiceUser(DATA)));
    }

    @ParameterizedTest
    @CsvSource({"UniqueID, 501", "UniqueID, 0", "AuthenticationAuthority, ;ShadowHash;HASHLIST:<SALTED-SHA512-PBKDF2>"})
    void anAccountAPersonCouldUseIsRefused(String attribute, String value) {
        directory.with("/Users/_fishnet", "UniqueID", "455").with("/Users/_fishnet", attribute, value);

        assertThrows(FishnetException.class, () -> users.createServiceUser(DATA));
    }

    @Test
    void aDataDirectoryOfSomebodyElsesIsRefused() {
        disk.directory(DATA, 501, 20, 0700);

        FishnetException refused = assertThrows(FishnetException.class, () -> users.createServiceUser(DATA));

        assertEquals(DATA + " belongs to another account (uid 501)", refused.getMessage());
    }

    @Test
    void aDataDirectoryThatIsALinkIsRefused() {
        disk.link(DATA, "/Users/ada");

        assertThrows(FishnetException.class, () -> users.createServiceUser(DATA));
    }

    @Test
    void rootsDirectoryIsTakenOnlyWhileItIsEmpty() throws FishnetException {
        disk.directory(DATA, 0, 0, 0700);
        assertFalse(users.createServiceUser(DATA).isEmpty());

        disk.file(DATA + "/vault.fnv", 0, 0600, "vault");
        assertThrows(FishnetException.class, () -> users.createServiceUser(DATA));
    }

    @Test
    void anAgentGetsAHomeAndAShellButNoPasswordAndNoGroupOfAdmins() throws FishnetException {
        ChangePlan plan = users.createAgent(AGENT);

        assertEquals("Agent user setup", plan.title());
        assertFalse(script(plan).contains("admin"), "an administrator becomes root");
        Golden.assertMatches("users/create-agent.sh", script(plan));
        apply(plan);
        assertEquals(502, users.find(AGENT).orElseThrow().uid());
        assertEquals(List.of(), users.createAgent(AGENT).steps());
    }

    @Test
    @Tag("S-23")
    void anAgentThatWasCutOffIsCompleted() throws FishnetException {
        int steps = users.createAgent(AGENT).steps().size();
        for (int done = 0; done < steps; done++) {
            MacosAccountPlansTest fresh = new MacosAccountPlansTest();
            fresh.apply(new ChangePlan(
                    "cut off", fresh.users.createAgent(AGENT).steps().subList(0, done)));

            fresh.apply(fresh.users.createAgent(AGENT));

            assertEquals(502, fresh.users.find(AGENT).orElseThrow().uid(), "cut off after " + done);
            assertTrue(fresh.disk.at("/Users/agent_runner").isPresent(), "cut off after " + done);
        }
    }

    @Test
    void somebodysOldHomeIsNotGivenToAnAgent() {
        disk.directory("/Users/agent_runner", 502, 20, 0700).file("/Users/agent_runner/notes", 502, 0600, "private");

        assertThrows(FishnetException.class, () -> users.createAgent(AGENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_fishnet", "root"})
    void whoReadsTheDaemonsKeysIsNotMadeAnAgent(String name) {
        FishnetException refused = assertThrows(FishnetException.class, () -> users.createAgent(new UserName(name)));

        assertEquals("'" + name + "' cannot be an agent: it reads what the daemon holds", refused.getMessage());
    }

    @Test
    void whenTheUpperNumbersAreTakenTheLowerAreTried() throws FishnetException {
        Set<Long> upper = LongStream.rangeClosed(450, 499).boxed().collect(Collectors.toCollection(TreeSet::new));

        assertEquals(200, FreeNumber.forDaemon(upper, Set.of()));
        assertEquals(201, FreeNumber.forDaemon(upper, Set.of(200L)));
        LongStream.rangeClosed(200, 400).forEach(upper::add);
        assertThrows(FishnetException.class, () -> FreeNumber.forDaemon(upper, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root\n", "root 0\nuser x\n", "root 12345678901\n"})
    void aListOfNumbersThatCannotBeUnderstoodIsAnError(String listing) {
        assertThrows(FishnetException.class, () -> LocalDirectory.numbers(listing));
    }
}
