package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.PeerIdentityPortContract;
import dev.fishnet.user.PeerIdentityPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a list laid out as the headers say; the real kernel's has not been read on a Mac. */
class PcbListTest implements PeerIdentityPortContract {
    private static final InetSocketAddress GATEWAY = new InetSocketAddress("127.0.0.1", 3777);
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 50123);
    private static final InetSocketAddress GATEWAY_6 = new InetSocketAddress("::1", 3777);
    private static final InetSocketAddress PEER_6 = new InetSocketAddress("::1", 50123);
    private static final int CONNECTED = 0x2;
    private static final int NOBODYS = 0x1;

    private boolean closed;

    private SocketRecords machine() {
        return new SocketRecords()
                .with(GATEWAY, new InetSocketAddress("0.0.0.0", 0), 1, 0, 290)
                .with(GATEWAY, PEER, 1, CONNECTED, 290)
                .with(PEER, GATEWAY, 1, closed ? CONNECTED | NOBODYS : CONNECTED, 4_000_000_001L)
                .with(PEER_6, GATEWAY_6, 2, CONNECTED, 503);
    }

    @Override
    public PeerIdentityPort peers() {
        return new PcbList(this::machine);
    }

    @Override
    public long ourUid() {
        return 4_000_000_001L;
    }

    @Override
    public Connected connect() {
        return new Connected() {
            @Override
            public InetSocketAddress gateway() {
                return GATEWAY;
            }

            @Override
            public InetSocketAddress peer() {
                return PEER;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Test
    void eachFamilyHasItsOwn() throws FishnetException {
        assertEquals(OptionalLong.of(503), peers().uidOf(GATEWAY_6, PEER_6));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "2, true", "3, false", "258, true", "10, true"})
    void onlyAConnectedSocketThatSomebodyHasIsSomebodys(int state, boolean owned) throws FishnetException {
        SocketRecords one = new SocketRecords().with(PEER, GATEWAY, 1, state, 501);

        assertEquals(owned ? OptionalLong.of(501) : OptionalLong.empty(), new PcbList(() -> one).uidOf(GATEWAY, PEER));
    }

    @Test
    void twoThatPassForTheSocketAreOneTooMany() throws FishnetException {
        SocketRecords two =
                new SocketRecords().with(PEER, GATEWAY, 1, CONNECTED, 501).with(PEER, GATEWAY, 1, CONNECTED, 502);

        assertEquals(OptionalLong.empty(), new PcbList(() -> two).uidOf(GATEWAY, PEER));
    }

    @Test
    void aListThatGrowsIsAskedForAgain() throws FishnetException {
        assertEquals(OptionalLong.of(ourUid()), new PcbList(() -> machine().growing(2)).uidOf(GATEWAY, PEER));
    }

    @Test
    void aKernelThatDoesNotAnswerIsAFault() {
        assertThrows(FishnetException.class, () -> new PcbList(() -> machine().failing()).uidOf(GATEWAY, PEER));
        assertThrows(FishnetException.class, () -> new PcbList(() -> machine().growing(9)).uidOf(GATEWAY, PEER));
        assertThrows(
                FishnetException.class,
                () -> new PcbList(() -> {
                            throw new UnsatisfiedLinkError("no C library");
                        })
                        .uidOf(GATEWAY, PEER));
    }

    /** Wherever the list is cut, the answer is the owner or nobody, and never a fault of the reader. */
    @Test
    void aListThatIsCutOffTellsNothingWrong() {
        byte[] whole = machine().bytes();
        for (int length = 0; length <= whole.length; length++) {
            OptionalLong told = new TcpSocketList(Arrays.copyOf(whole, length), length).ownerOf(PEER, GATEWAY);

            assertEquals(ourUid(), told.orElse(ourUid()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aLengthThatIsNoneEndsTheList(int length) {
        byte[] whole = machine().bytes();
        ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder()).putInt(24, length);

        assertEquals(OptionalLong.empty(), new TcpSocketList(whole, whole.length).ownerOf(PEER, GATEWAY));
    }
}
