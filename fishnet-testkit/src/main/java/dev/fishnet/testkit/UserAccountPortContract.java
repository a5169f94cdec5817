package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link UserAccountPort} promises, on a machine that has root and no user {@code fishnet-nobody-here}. */
public interface UserAccountPortContract {
    UserAccountPort users();

    /** The service user's name on this system. */
    String serviceUserName();

    @Test
    default void rootIsFound() throws FishnetException {
        UserAccount root = users().find(new UserName("root")).orElseThrow();

        assertEquals(new UserName("root"), root.name());
        assertTrue(root.isRoot());
    }

    @Test
    default void aUserNobodyCreatedIsNotFound() throws FishnetException {
        assertEquals(Optional.empty(), users().find(new UserName("fishnet-nobody-here")));
    }

    @Test
    default void anAccountWithoutSubordinateIdsHasNone() throws FishnetException {
        UserAccount account = new UserAccount(new UserName("fishnet-nobody-here"), 4_000_000_000L, 4_000_000_000L);

        assertEquals(SubordinateIds.NONE, users().subordinateIds(account));
    }

    @Test
    default void theProcessHasAUid() throws FishnetException {
        assertFalse(users().effectiveUid() < 0);
        assertEquals(users().effectiveUid(), users().effectiveUid());
    }

    @Test
    default void theServiceUserHasTheNameOfThisSystem() {
        assertEquals(new UserName(serviceUserName()), users().serviceUser());
    }

    @Test
    default void anAgentThatIsNotThereCanBeMade() throws FishnetException {
        ChangePlan plan = users().createAgent(new UserName("fishnet-nobody-here"));

        assertEquals("Agent user setup", plan.title());
        assertFalse(plan.isEmpty());
    }

    @Test
    default void neitherRootNorTheDaemonsUserBecomesAnAgent() {
        for (UserName name : List.of(new UserName("root"), users().serviceUser())) {
            assertThrows(FishnetException.class, () -> users().createAgent(name));
        }
    }
}
