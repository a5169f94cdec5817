package dev.fishnet.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentUserTest {
    private static final UserName NAME = new UserName("agent");

    @ParameterizedTest
    @ValueSource(longs = {1, 1000, 4_294_967_294L})
    void anybodyButRootCanBeAnAgent(long uid) {
        assertEquals(uid, new AgentUser(NAME, uid, SubordinateIds.NONE).uid());
    }

    @Test
    void rootCannotBeAnAgentUnderAnyName() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new AgentUser(NAME, 0, SubordinateIds.NONE));

        assertEquals("root cannot be an agent", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_294_967_295L, Long.MAX_VALUE})
    void aNumberThatIsNoUidIsRefused(long uid) {
        assertThrows(IllegalArgumentException.class, () -> new AgentUser(NAME, uid, SubordinateIds.NONE));
        assertThrows(IllegalArgumentException.class, () -> new UserAccount(NAME, uid, 1));
        assertThrows(IllegalArgumentException.class, () -> new UserAccount(NAME, 1, uid));
    }

    @Test
    void rootIsKnownByItsUid() {
        assertTrue(new UserAccount(NAME, 0, 7).isRoot());
        assertFalse(new UserAccount(new UserName("root"), 7, 0).isRoot());
    }
}
