package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.user.PeerIdentityPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link PeerIdentityPort} promises of connections within this machine. */
@Tag("S-31")
public interface PeerIdentityPortContract {
    PeerIdentityPort peers();

    /** A connection that a process of ours has open. */
    Connected connect() throws IOException;

    /** The uid of this process. */
    long ourUid();

    /** Both ends of a connection; closing ends it at the peer's end, and ours stays open. */
    interface Connected extends AutoCloseable {
        InetSocketAddress gateway();

        InetSocketAddress peer();

        @Override
        void close() throws IOException;
    }

    @Test
    default void theOwnerOfAConnectionIsTold() throws Exception {
        try (Connected connection = connect()) {
            assertEquals(OptionalLong.of(ourUid()), peers().uidOf(connection.gateway(), connection.peer()));
        }
    }

    @Test
    default void askingTwiceIsAnsweredTwice() throws Exception {
        try (Connected connection = connect()) {
            assertEquals(
                    peers().uidOf(connection.gateway(), connection.peer()),
                    peers().uidOf(connection.gateway(), connection.peer()));
        }
    }

    @Test
    default void aConnectionThatIsClosedIsNobodys() throws Exception {
        Connected connection = connect();
        connection.close();

        assertEquals(OptionalLong.empty(), peers().uidOf(connection.gateway(), connection.peer()));
    }

    @Test
    default void aConnectionThatNeverWasIsNobodys() throws Exception {
        try (Connected connection = connect()) {
            InetSocketAddress nobody = new InetSocketAddress(connection.peer().getAddress(), 1);

            assertEquals(OptionalLong.empty(), peers().uidOf(connection.gateway(), nobody));
        }
    }

    @Test
    default void aNameWithoutAnAddressIsNobodys() throws Exception {
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("fishnet.invalid", 1);

        assertEquals(OptionalLong.empty(), peers().uidOf(nowhere, nowhere));
    }

    @Test
    default void itSaysHowItKnows() {
        assertFalse(peers().source().isBlank());
        assertTrue(peers().source().length() < 40);
    }
}
