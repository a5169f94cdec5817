package dev.fishnet.platform.macos;

/**
 * A file or directory as lstat(2) sees it. Access lists (acl(5)) are not in here.
 *
 * @param path absolute
 * @param uid its owner
 * @param bits the low twelve mode bits
 */
record Place(String path, Kind kind, long uid, long gid, int bits) {
    private static final int GROUP_OR_OTHERS_WRITE = 022;

    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    /** Whether nobody but root can change it; what a link's own bits say means nothing. */
    boolean isRootsAlone() {
        return uid == 0 && (kind == Kind.LINK || (bits & GROUP_OR_OTHERS_WRITE) == 0);
    }

    String octal() {
        return "%04o".formatted(bits);
    }
}
