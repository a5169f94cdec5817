package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.testkit.UserAccountPortContract;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacosUserAccountsTest {
    private static final UserName AGENT = new UserName("agent");

    @Nested
    @EnabledOnOs(value = OS.MAC, disabledReason = "needs dscl")
    class OnThisMac extends Contract {
        OnThisMac() {
            super(new MacosPlatform().users());
        }
    }

    @Nested
    class WithPrintedAnswers extends Contract {
        WithPrintedAnswers() {
            super(new MacosUserAccounts(
                    new PretendOpenDirectory()
                            .with("/Users/root", "UniqueID", "0", "PrimaryGroupID", "0")
                            .answering(new ScriptedProcesses())
                            .print("501\n", "id", "-u"),
                    new PretendDisk()));
        }
    }

    abstract static class Contract implements UserAccountPortContract {
        private final UserAccountPort users;

        Contract(UserAccountPort users) {
            this.users = users;
        }

        @Override
        public UserAccountPort users() {
            return users;
        }

        @Override
        public String serviceUserName() {
            return "_fishnet";
        }
    }

    @Test
    void anAccountIsReadFromItsAttributes() throws FishnetException {
        assertEquals(
                new UserAccount(AGENT, 502, 20), DirectoryRecord.account(AGENT, "PrimaryGroupID: 20\nUniqueID: 502\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UniqueID: 502\n",
                "UniqueID: 502\nUniqueID: 503\nPrimaryGroupID: 20\n",
                "UniqueID: -2\nPrimaryGroupID: -2\n",
                "UniqueID: 502 503\nPrimaryGroupID: 20\n",
                "No such key: UniqueID\nPrimaryGroupID: 20\n",
            })
    void attributesThatCannotBeUnderstoodAreAnError(String output) {
        assertThrows(FishnetException.class, () -> DirectoryRecord.account(AGENT, output));
    }

    @Test
    void anyOtherFailureIsAnError() {
        MacosUserAccounts users = new MacosUserAccounts(
                new ScriptedProcesses().fail(1, "Cannot open local node\n", "dscl"), new PretendDisk());

        FishnetException failure = assertThrows(FishnetException.class, () -> users.find(AGENT));

        assertEquals("the account 'agent' cannot be looked up (dscl: exit status 1)", failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "-1", "1 2", "99999999999"})
    void aUidThatIsNoneIsAnError(String printed) {
        MacosUserAccounts users =
                new MacosUserAccounts(new ScriptedProcesses().print(printed, "id"), new PretendDisk());

        assertThrows(FishnetException.class, users::effectiveUid);
    }

    @Test
    void nobodyIsNotAnAgent() throws FishnetException {
        assertEquals(Optional.empty(), new WithPrintedAnswers().users().find(new UserName("agent")));
    }
}
