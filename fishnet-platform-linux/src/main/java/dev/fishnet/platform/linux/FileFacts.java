package dev.fishnet.platform.linux;

import java.util.Map;
import java.util.Objects;

/**
 * What stat(2) says of a file.
 *
 * @param mode type and permission bits together, as st_mode has them
 */
record FileFacts(long uid, long gid, int mode) {
    private static final int TYPE = 0170000;

    static FileFacts of(Map<String, Object> attributes) {
        return new FileFacts(
                Integer.toUnsignedLong(number(attributes, "uid")),
                Integer.toUnsignedLong(number(attributes, "gid")),
                number(attributes, "mode"));
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (Integer) Objects.requireNonNull(attributes.get(name), name);
    }

    boolean isLink() {
        return (mode & TYPE) == 0120000;
    }

    boolean isDirectory() {
        return (mode & TYPE) == 0040000;
    }

    boolean isSocket() {
        return (mode & TYPE) == 0140000;
    }

    /** Whether group or others may write; an access control list shows in the group's bits too (acl(5)). */
    boolean isWritableBeyondOwner() {
        return (mode & 0002) != 0 || ((mode & 0020) != 0 && gid != 0);
    }

    String permissions() {
        return "%04o".formatted(mode & 07777);
    }
}
