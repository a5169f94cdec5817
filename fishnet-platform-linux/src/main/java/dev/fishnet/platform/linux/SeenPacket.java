package dev.fishnet.platform.linux;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;

/** A packet on its way out of an interface, as far as it tells one attempt from another. */
final class SeenPacket {
    private static final int FRAGMENT = 44;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;
    private static final int TCP = 6;
    private static final int FLAGS = 13;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final Set<Integer> ECHO = Set.of(0, 8, 128, 129);

    private final byte[] bytes;
    private final int length;
    private final boolean onLoopback;
    private final String device;
    private final int transport;
    private final int protocol;

    /** @param bytes from the IP header on, as many as were kept */
    SeenPacket(byte[] bytes, int length, boolean onLoopback, String device) {
        this.bytes = Arrays.copyOf(bytes, length);
        this.length = length;
        this.onLoopback = onLoopback;
        this.device = device;
        if (isFour()) {
            this.protocol = at(9);
            this.transport = (at(0) & 0xf) * 4;
        } else {
            int next = at(6);
            int offset = 40;
            while ((next == 0 || next == 43 || next == FRAGMENT || next == 60) && offset < length) {
                int size = next == FRAGMENT ? 8 : (at(offset + 1) + 1) * 8;
                next = at(offset);
                offset += size;
            }
            this.protocol = next;
            this.transport = offset;
        }
    }

    boolean isOnLoopback() {
        return onLoopback;
    }

    /** The name of the interface. */
    String device() {
        return device;
    }

    boolean goesTo(InetAddress address, int port) {
        if (isIcmp()) {
            return !onLoopback && isError() && quoted().goesTo(address, port);
        }
        return has(address, isFour() ? 16 : 24) && port(transport + 2) == port;
    }

    /** As an answer does that the packet filter gives in the name of the other end. */
    boolean comesFrom(InetAddress address, int port) {
        return !isIcmp() && has(address, isFour() ? 12 : 8) && port(transport) == port;
    }

    /** Whether it asks for a TCP connection, rather than belonging or answering to one. */
    boolean opensConnection() {
        return protocol == TCP && (at(transport + FLAGS) & (SYN | ACK)) == SYN;
    }

    private boolean has(InetAddress address, int offset) {
        byte[] wanted = address.getAddress();
        return wanted.length == (isFour() ? 4 : 16)
                && offset + wanted.length <= length
                && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }

    int sourcePort() {
        return port(transport);
    }

    /**
     * Whether the token is anywhere in it. On loopback an error message repeats to the sender what it refuses, and is
     * not what was sent; one that leaves the machine has carried it out.
     */
    boolean contains(byte[] token) {
        if (onLoopback && isError()) {
            return false;
        }
        for (int start = onLoopback ? transport : 0; start + token.length <= length; start++) {
            if (bytes[start] == token[0] && Arrays.equals(bytes, start, start + token.length, token, 0, token.length)) {
                return true;
            }
        }
        return false;
    }

    /** What is not an echo request or its answer. */
    private boolean isError() {
        return isIcmp() && !ECHO.contains(at(transport));
    }

    /** The packet that an error message refuses; shorter with every step, so that quotes in quotes have an end. */
    private SeenPacket quoted() {
        int start = Math.min(transport + 8, length);
        return new SeenPacket(Arrays.copyOfRange(bytes, start, length), length - start, onLoopback, device);
    }

    private boolean isIcmp() {
        return protocol == (isFour() ? ICMP : ICMP6);
    }

    private boolean isFour() {
        return at(0) >> 4 == 4;
    }

    private int port(int offset) {
        return at(offset) << 8 | at(offset + 1);
    }

    private int at(int offset) {
        return offset < length ? bytes[offset] & 0xff : 0;
    }
}
