package dev.fishnet.user;

/** An account that exists on this machine. */
public record UserAccount(UserName name, long uid, long gid) {
    /** Uids are unsigned 32-bit; the largest means "no user" to the kernel. */
    static final long LARGEST_ID = 0xFFFF_FFFEL;

    public UserAccount {
        requireId(uid);
        requireId(gid);
    }

    static void requireId(long id) {
        if (id < 0 || id > LARGEST_ID) {
            throw new IllegalArgumentException("not a unix id: " + id);
        }
    }

    public boolean isRoot() {
        return uid == 0;
    }
}
