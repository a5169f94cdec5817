package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-31")
class SockDiagMessageTest {
    private static final PeerSocket ASKED = PeerSocket.of(
                    new InetSocketAddress("127.0.0.1", 3777), new InetSocketAddress("127.0.0.1", 50123))
            .getFirst();
    private static final int ESTABLISHED = 1;
    private static final int INODE = 777;

    @BeforeEach
    void theseBytesAreOfALittleEndianMachine() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    }

    /** struct nlmsghdr and struct inet_diag_req_v2 (linux/netlink.h, linux/inet_diag.h), octet by octet. */
    @Test
    void theQuestionIsLaidOutAsTheHeadersSay() {
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("48000000" + "1400" + "0100" + "04030201" + "00000000"
                                + "02" + "06" + "00" + "00" + "ffffffff"
                                + "c3cb" + "0ec1"
                                + "7f000001000000000000000000000000"
                                + "7f000001000000000000000000000000"
                                + "00000000" + "ffffffffffffffff"),
                SockDiagMessage.request(ASKED, 0x01020304));
    }

    private static ByteBuffer answer(int sequence, int state, int uid, int inode) {
        ByteBuffer answer = ByteBuffer.allocate(16 + 72).order(ByteOrder.nativeOrder());
        answer.putInt(16 + 72)
                .putShort((short) 20)
                .putShort((short) 0)
                .putInt(sequence)
                .putInt(0);
        answer.put((byte) 2).put((byte) state).put((byte) 0).put((byte) 0);
        answer.putShort(Short.reverseBytes((short) 50123)).putShort(Short.reverseBytes((short) 3777));
        answer.put(new byte[] {127, 0, 0, 1}).position(answer.position() + 12);
        answer.put(new byte[] {127, 0, 0, 1}).position(answer.position() + 12);
        return answer.position(72).position(16 + 72 - 8).putInt(uid).putInt(inode);
    }

    private static OptionalLong owner(ByteBuffer answer) {
        return SockDiagMessage.received(answer.array(), answer.capacity()).ownerOf(ASKED, PeerIdentityTest.EVERYBODY);
    }

    @Test
    void theOwnerIsRead() {
        assertEquals(OptionalLong.of(4_000_000_001L), owner(answer(1, ESTABLISHED, (int) 4_000_000_001L, INODE)));
    }

    @Test
    void aSocketWithoutAnInodeIsNobodysWhateverUidItSays() {
        assertEquals(OptionalLong.empty(), owner(answer(1, ESTABLISHED, 0, 0)));
        assertEquals(OptionalLong.empty(), owner(answer(1, ESTABLISHED, 1001, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "2, false",
        "3, false",
        "4, true",
        "5, true",
        "6, false",
        "7, false",
        "8, true",
        "9, true",
        "10, false",
        "11, true",
        "12, false",
        "0, false",
        "255, false"
    })
    void onlyAConnectionHasAnOwnerThatCalls(int state, boolean owned) {
        assertEquals(owned, owner(answer(1, state, 1001, INODE)).isPresent());
    }

    /** The ends are the octets from 20 on: two ports, then two addresses of sixteen octets each. */
    @ParameterizedTest
    @CsvSource({"16", "20", "21", "22", "23", "24", "27", "40", "43"})
    void aSocketThatWasNotAskedForIsNobodys(int octet) {
        ByteBuffer other = answer(1, ESTABLISHED, 1001, INODE);
        other.put(octet, (byte) (other.get(octet) ^ 8));

        assertEquals(OptionalLong.empty(), owner(other));
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() {
        ByteBuffer answer = answer(7, ESTABLISHED, 1001, INODE);

        assertTrue(SockDiagMessage.received(answer.array(), answer.capacity()).answers(7));
        assertFalse(SockDiagMessage.received(answer.array(), answer.capacity()).answers(8));
        for (int length = 0; length < answer.capacity(); length++) {
            assertFalse(SockDiagMessage.received(answer.array(), length).answers(7), "cut to " + length);
        }
    }

    @Test
    void aRefusalIsAnErrno() {
        ByteBuffer refusal = ByteBuffer.allocate(36).order(ByteOrder.nativeOrder());
        refusal.putInt(36)
                .putShort((short) 2)
                .putShort((short) 0)
                .putInt(7)
                .putInt(0)
                .putInt(-2);
        SockDiagMessage read = SockDiagMessage.received(refusal.array(), refusal.capacity());

        assertTrue(read.answers(7));
        assertEquals(OptionalInt.of(SockDiagMessage.NOT_THERE), read.error());
        assertEquals(OptionalLong.empty(), read.ownerOf(ASKED, PeerIdentityTest.EVERYBODY));
    }

    /** From a namespace that does not have every uid, one of them stands for all the others. */
    @ParameterizedTest
    @CsvSource({
        "0 0 4294967295, 65534, 65534, true",
        "0 100000 65536, 65534, 65534, false",
        "0 100000 65536, 65534, 1001, true",
        "0 100000 65536, 4711, 4711, false",
        "'', '', 65534, false",
    })
    void aUidThatStandsForOthersIsNobodys(String map, String overflow, long uid, boolean told) {
        assertEquals(
                told,
                SocketOwner.seenThrough(map, overflow)
                        .of(ESTABLISHED, uid, INODE)
                        .isPresent());
    }
}
