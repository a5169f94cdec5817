package dev.fishnet.platform.linux;

import java.net.InetAddress;
import java.util.Arrays;

/** A packet on its way out of an interface, as far as it tells one attempt from another. */
final class SeenPacket {
    private static final int FRAGMENT = 44;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;

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
        byte[] wanted = address.getAddress();
        int from = isFour() ? 16 : 24;
        return wanted.length == (isFour() ? 4 : 16)
                && from + wanted.length <= length
                && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length)
                && !isIcmp()
                && port(transport + 2) == port;
    }

    int sourcePort() {
        return port(transport);
    }

    /** An error message repeats what it refuses, and is not what was sent. */
    boolean contains(byte[] token) {
        if (isIcmp() && at(transport) != 8 && at(transport) != 128) {
            return false;
        }
        for (int start = transport; start + token.length <= length; start++) {
            if (Arrays.equals(bytes, start, start + token.length, token, 0, token.length)) {
                return true;
            }
        }
        return false;
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
