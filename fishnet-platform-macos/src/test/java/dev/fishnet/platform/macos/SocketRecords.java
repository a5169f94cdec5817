package dev.fishnet.platform.macos;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's list of sockets, laid out as bsd/netinet/in_pcb.h and bsd/sys/socketvar.h of xnu say, field by field:
 * packed to four bytes, each record's place rounded up to eight.
 */
final class SocketRecords implements Sysctl {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int tooSmall;
    private boolean fails;

    SocketRecords() {
        add(generation());
    }

    private static ByteBuffer record(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder()).putInt(length);
    }

    private static ByteBuffer generation() {
        return record(24).putInt(1);
    }

    private void add(ByteBuffer record) {
        records.writeBytes(record.array());
        records.writeBytes(new byte[-record.capacity() & 7]);
    }

    /** A socket of IPv4 ({@code version} 1), IPv6 (2), or an IPv6 one that talks IPv4 (1, family 30). */
    SocketRecords with(InetSocketAddress local, InetSocketAddress foreign, int version, int state, long uid) {
        ByteBuffer inpcb = record(104).putInt(0x010).putLong(7);
        port(inpcb, foreign.getPort());
        port(inpcb, local.getPort());
        inpcb.putLong(8).putLong(9).putInt(0).putInt(0);
        inpcb.put((byte) version).put((byte) 64).put((byte) 6).put((byte) 0);
        address(inpcb, foreign.getAddress());
        address(inpcb, local.getAddress());
        add(inpcb);
        ByteBuffer socket = record(76).putInt(0x001).putLong(7);
        socket.putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) state);
        socket.putLong(8).putInt(6).putInt(2);
        socket.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        socket.putShort((short) 0)
                .putShort((short) 0)
                .putInt(501)
                .putInt(0)
                .putInt((int) uid)
                .putInt(42)
                .putInt(42);
        add(socket);
        add(record(36).putInt(0x002));
        add(record(36).putInt(0x004));
        add(record(136).putInt(0x008));
        add(record(204).putInt(0x020));
        return this;
    }

    private static void port(ByteBuffer record, int port) {
        record.put((byte) (port >> 8)).put((byte) port);
    }

    private static void address(ByteBuffer record, InetAddress address) {
        byte[] octets = address.getAddress();
        record.put(new byte[16 - octets.length]).put(octets);
    }

    /** So many times there are more sockets than there were a moment ago. */
    SocketRecords growing(int times) {
        tooSmall = times;
        return this;
    }

    SocketRecords failing() {
        fails = true;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(records.toByteArray());
        all.writeBytes(generation().array());
        return all.toByteArray();
    }

    @Override
    public int sysctlbyname(
            String name, byte @Nullable [] into, long[] length, @Nullable Pointer value, NativeLong valueLength) {
        byte[] all = bytes();
        if (fails || !name.equals("net.inet.tcp.pcblist_n")) {
            return -1;
        }
        if (into != null && tooSmall > 0) {
            tooSmall--;
            return -1;
        }
        if (into != null) {
            System.arraycopy(all, 0, into, 0, all.length);
        }
        length[0] = all.length;
        return 0;
    }
}
