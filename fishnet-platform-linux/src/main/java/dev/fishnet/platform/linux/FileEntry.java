package dev.fishnet.platform.linux;

/**
 * What the directory says of a name; links are not followed.
 *
 * @param mode the low twelve bits: permissions, sticky, set-id
 */
record FileEntry(Kind kind, long uid, long gid, int mode, long size) {
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    private static final int WRITABLE_BY_OTHERS = 0022;

    boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /** Whether nobody but root can change it or what it names; a link's own bits mean nothing. */
    boolean isRootsAlone() {
        return uid == 0 && (kind == Kind.LINK || (mode & WRITABLE_BY_OTHERS) == 0);
    }

    boolean isRootsWith(int permissions) {
        return uid == 0 && gid == 0 && mode == permissions;
    }

    String octal() {
        return "%04o".formatted(mode);
    }
}
