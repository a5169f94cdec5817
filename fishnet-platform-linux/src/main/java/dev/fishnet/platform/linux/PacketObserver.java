package dev.fishnet.platform.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sees every packet that leaves by any interface, after the packet filter has let it (packet(7)). The kernel keeps them
 * until they are fetched; when it had to drop some, nothing that was not seen is proven not to have left.
 */
final class PacketObserver implements AutoCloseable {
    private static final int ALL_PROTOCOLS = 3;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int PACKET_STATISTICS = 6;
    private static final int ADDRESS = 20;
    private static final int KEPT = 256;
    private static final int BUFFER = 64 << 20;
    private static final long LONGEST_FETCH = Duration.ofSeconds(5).toNanos();

    /** Returns {@link #KEPT} bytes of what goes out, and nothing of all else. */
    private static final long[] OUTGOING = {
        instruction(0x20, 0, 0, -0x1000 + 4), // the packet's type
        instruction(0x15, 0, 1, 4), // is it PACKET_OUTGOING?
        instruction(0x06, 0, 0, KEPT),
        instruction(0x06, 0, 0, 0)
    };

    private final NetCalls calls;
    private final int socket;
    private final IdentityHashMap<Mark, SeenPacket> found = new IdentityHashMap<>();
    private final Map<Integer, Optional<NetworkInterface>> devices = new HashMap<>();
    private boolean overrun;

    private PacketObserver(NetCalls calls, int socket) {
        this.calls = calls;
        this.socket = socket;
    }

    /** Watches from now on. */
    static PacketObserver open(NetCalls calls) throws FishnetException {
        int socket = calls.socket(NetCalls.AF_PACKET, NetCalls.SOCK_DGRAM | NetCalls.SOCK_CLOEXEC, 0);
        PacketObserver observer = new PacketObserver(calls, socket);
        if (socket < 0 || !observer.start()) {
            String why = calls.strerror(Native.getLastError());
            observer.close();
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "packets cannot be watched here, so nothing can be proven: " + why,
                    "in a container, root needs the capability NET_RAW");
        }
        return observer;
    }

    private boolean start() {
        Memory program = new Memory((long) OUTGOING.length * Long.BYTES);
        program.write(0, OUTGOING, 0, OUTGOING.length);
        NetCalls.Filter filter = new NetCalls.Filter(program);
        byte[] size = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(BUFFER)
                .array();
        calls.setsockopt(socket, NetCalls.SOL_SOCKET, SO_RCVBUFFORCE, size, size.length);
        byte[] everywhere = ByteBuffer.allocate(ADDRESS)
                .order(ByteOrder.nativeOrder())
                .putShort((short) NetCalls.AF_PACKET)
                .put((byte) 0)
                .put((byte) ALL_PROTOCOLS)
                .array();
        return calls.setsockopt(socket, NetCalls.SOL_SOCKET, SO_ATTACH_FILTER, filter, filter.size()) == 0
                && calls.bind(socket, everywhere, everywhere.length) == 0;
    }

    private static long instruction(int code, int ifTrue, int ifFalse, int operand) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort((short) code)
                .put((byte) ifTrue)
                .put((byte) ifFalse)
                .putInt(operand)
                .getLong(0);
    }

    /** By what a packet is known. */
    @FunctionalInterface
    interface Mark {
        boolean isOn(SeenPacket packet);
    }

    /** The first packet with that mark, if one has been fetched. */
    Optional<SeenPacket> find(Mark mark) {
        return Optional.ofNullable(found.get(mark));
    }

    /** Fetches what the kernel has kept, and remembers what carries one of these marks. */
    void fetch(Collection<? extends Mark> marks) {
        byte[] packet = new byte[KEPT];
        byte[] from = new byte[ADDRESS];
        long end = System.nanoTime() + LONGEST_FETCH;
        while (!overrun) {
            overrun = System.nanoTime() > end;
            long length = calls.recvfrom(
                            socket, packet, new NativeLong(packet.length), NetCalls.MSG_DONTWAIT, from, new int[] {
                                from.length
                            })
                    .longValue();
            if (length < 0) {
                return;
            }
            if (length > 0) {
                int index = ByteBuffer.wrap(from).order(ByteOrder.nativeOrder()).getInt(4);
                keep(seen(packet, (int) length, index), marks);
            }
        }
    }

    private void keep(SeenPacket packet, Collection<? extends Mark> marks) {
        for (Mark mark : marks) {
            if (mark.isOn(packet)) {
                found.putIfAbsent(mark, packet);
            }
        }
    }

    private SeenPacket seen(byte[] packet, int length, int index) {
        Optional<NetworkInterface> device = devices.computeIfAbsent(index, PacketObserver::device);
        boolean loopback =
                device.map(NetworkInterface::getName).filter("lo"::equals).isPresent();
        return new SeenPacket(
                packet, length, loopback, device.map(NetworkInterface::getName).orElse("interface " + index));
    }

    private static Optional<NetworkInterface> device(int index) {
        try {
            return Optional.ofNullable(NetworkInterface.getByIndex(index));
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }

    /** Refuses to go on when packets were lost, because one of them may have been an attempt's. */
    void requireAllSeen() throws FishnetException {
        byte[] statistics = new byte[8];
        int result = calls.getsockopt(
                socket, NetCalls.SOL_PACKET, PACKET_STATISTICS, statistics, new int[] {statistics.length});
        int lost = ByteBuffer.wrap(statistics).order(ByteOrder.nativeOrder()).getInt(4);
        if (result < 0 || lost != 0 || overrun) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "the network was too busy to see every packet, so nothing is proven",
                    "try again when there is less traffic");
        }
    }

    @Override
    public void close() {
        if (socket >= 0) {
            calls.close(socket);
        }
    }
}
