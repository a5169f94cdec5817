package dev.fishnet.platform.linux;

import java.util.OptionalLong;
import java.util.Set;

/**
 * Whose a socket is. A socket that its last owner has closed lives on for a while, and the kernel writes 0 for its uid:
 * that is nobody, and not root. Such a socket has no inode.
 */
final class SocketOwner {
    /** States of a connection that can have an owner (include/net/tcp_states.h); one that listens has no peer. */
    private static final Set<Integer> CONNECTED = Set.of(1, 4, 5, 8, 9, 11);

    private final long unmapped;

    private SocketOwner(long unmapped) {
        this.unmapped = unmapped;
    }

    /**
     * Told from this user namespace.
     *
     * @param uidMap /proc/self/uid_map
     * @param overflow /proc/sys/kernel/overflowuid: what the kernel writes for uids that the namespace does not have
     */
    static SocketOwner seenThrough(String uidMap, String overflow) {
        boolean everybody = uidMap.strip().matches("0\\s+0\\s+4294967295");
        if (everybody) {
            return new SocketOwner(-1);
        }
        return new SocketOwner(overflow.strip().matches("[0-9]{1,10}") ? Long.parseLong(overflow.strip()) : 65534);
    }

    OptionalLong of(int state, long uid, long inode) {
        return inode == 0 || uid == unmapped || !CONNECTED.contains(state)
                ? OptionalLong.empty()
                : OptionalLong.of(uid);
    }
}
