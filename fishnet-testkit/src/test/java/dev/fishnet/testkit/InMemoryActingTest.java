package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.user.ActingPort;
import dev.fishnet.user.FileOwner;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryActingTest implements ActingPortContract {
    private final InMemoryActing acting = new InMemoryActing();

    @Override
    public ActingPort acting() {
        return acting;
    }

    @Override
    public FileOwner somebody() {
        return new FileOwner(1001, 1002);
    }

    @Test
    void whoWasActedAsIsRemembered() throws Exception {
        acting.as(somebody(), () -> true);

        assertEquals(List.of(somebody()), acting.owners());
    }
}
