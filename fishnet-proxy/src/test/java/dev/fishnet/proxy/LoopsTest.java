package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoHandlerFactory;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-71")
class LoopsTest {
    @Test
    void theyTurnAsIsWanted() throws Exception {
        assertTurn(Door.transport(), Loops.open(Door.transport()));
    }

    @Test
    void whereNoRingCanBeHadTheyTurnBySelectors() throws Exception {
        IoHandlerFactory none = executor -> {
            throw new UncheckedIOException(new SocketException("Cannot allocate memory"));
        };
        assertTurn(Transport.SELECTOR, Loops.open(Transport.IO_URING, none));
    }

    private static void assertTurn(Transport expected, Loops loops) throws Exception {
        assertEquals(expected, loops.transport());
        assertTrue(loops.group().submit(() -> {}).await(10, TimeUnit.SECONDS));
        loops.close();
        assertTrue(loops.group().isTerminated());
    }
}
