package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.testkit.UserAccountPortContract;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxUserAccountsTest {
    private static final UserName AGENT = new UserName("agent");

    @Nested
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs getent and /proc")
    class OnThisMachine implements UserAccountPortContract {
        @Override
        public UserAccountPort users() {
            return new LinuxPlatform().users();
        }

        @Override
        public String serviceUserName() {
            return "fishnet";
        }

        @Test
        void theUidIsThatOfTheProcess() throws IOException, FishnetException {
            Object owner = Files.getAttribute(Path.of("/proc/self"), "unix:uid");

            assertEquals(owner, (int) users().effectiveUid());
        }
    }

    private static LinuxUserAccounts users(ScriptedProcesses processes) {
        return new LinuxUserAccounts(processes, path -> Optional.empty());
    }

    private static LinuxUserAccounts answering(String line) {
        return users(new ScriptedProcesses().print(line + "\n", "getent", "passwd", "--", "agent"));
    }

    @Test
    void anAccountIsReadFromItsPasswdLine() throws FishnetException {
        Optional<UserAccount> found =
                answering("agent:x:1001:1002:Agent, of A:/home/agent:/bin/bash").find(AGENT);

        assertEquals(Optional.of(new UserAccount(AGENT, 1001, 1002)), found);
    }

    private static Optional<UserAccount> withFiles(String nameServices, ScriptedProcesses processes)
            throws FishnetException {
        Map<String, String> files = Map.of(
                "/etc/nsswitch.conf",
                nameServices,
                "/etc/passwd",
                "agent2:x:1:1::/:/bin/sh\nagent:x:1001:1002::/home/agent:/bin/bash\n");
        return new LinuxUserAccounts(processes, path -> Optional.ofNullable(files.get(path))).find(AGENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwd: files systemd", "group: x\npasswd:\tfiles\tsss\nshadow: files", "passwd:files"})
    void aLineOfPasswdIsTheAnswerWhereTheSystemAsksItFirst(String nameServices) throws FishnetException {
        assertEquals(Optional.of(new UserAccount(AGENT, 1001, 1002)), withFiles(nameServices, new ScriptedProcesses()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "passwd: sss files", "passwd: files [SUCCESS=continue] sss", "passwd: filesystem"})
    void elsewhereGetentIsAsked(String nameServices) throws FishnetException {
        ScriptedProcesses processes = new ScriptedProcesses()
                .print("agent:x:2001:2002::/home/agent:/bin/sh\n", "getent", "passwd", "--", "agent");

        assertEquals(Optional.of(new UserAccount(AGENT, 2001, 2002)), withFiles(nameServices, processes));
    }

    @Test
    void exitStatusTwoMeansNobody() throws FishnetException {
        assertEquals(
                Optional.empty(),
                users(new ScriptedProcesses().fail(2, "", "getent")).find(AGENT));
    }

    @Test
    void anyOtherFailureIsAnError() {
        FishnetException failure = assertThrows(
                FishnetException.class,
                () -> users(new ScriptedProcesses().fail(3, "", "getent")).find(AGENT));

        assertEquals("the account 'agent' cannot be looked up (getent: exit status 3)", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "agent:x:1001                                     | not one line of passwd(5)",
                "agent:x:1:1:::/bin/sh:more                       | not one line of passwd(5)",
                "Agent:x:1001:1001::/home/agent:/bin/sh           | this system knows it as 'Agent'",
                "agent:x:4294967295:1::/:/bin/sh                  | not a unix id: 4294967295",
                "agent:x:-1:1::/:/bin/sh                          | not a unix id: -1",
                "agent:x:one:1::/:/bin/sh                         | \"For input string: \"\"one\"\"\"",
            })
    void aLineThatCannotBeUnderstoodIsAnError(String line, String why) {
        FishnetException refused =
                assertThrows(FishnetException.class, () -> answering(line).find(AGENT));

        assertEquals("the account 'agent' cannot be understood: " + why, refused.getMessage());
    }

    @Test
    void theEffectiveUidIsTheSecondOfFour() throws FishnetException {
        assertEquals(1001, ProcStatus.effectiveUid("Name:\tjava\nUid:\t1\t1001\t2\t3\nGid:\t7\t8\t9\t9\n"));
    }

    @Test
    void aStatusWithoutUidsIsAnError() {
        assertThrows(FishnetException.class, () -> ProcStatus.effectiveUid("Name:\tUid:\t0\t0\t0\t0\n"));
    }
}
