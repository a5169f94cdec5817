package dev.fishnet.user;

/** Whose a file or folder is, by the numbers that the kernel knows; there need not be an account of that number. */
public record FileOwner(long uid, long gid) {
    public FileOwner {
        UserAccount.requireId(uid);
        UserAccount.requireId(gid);
    }
}
