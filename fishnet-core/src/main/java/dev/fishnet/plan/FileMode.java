package dev.fishnet.plan;

/**
 * Owner, group and permission bits a file is created with; it never exists with any other.
 *
 * @param bits the low nine permission bits, for example {@code 0644}
 */
public record FileMode(String owner, String group, int bits) {
    public FileMode {
        if ((bits & ~0777) != 0) {
            throw new IllegalArgumentException("not permission bits: " + Integer.toOctalString(bits));
        }
    }

    public String octal() {
        return "%04o".formatted(bits);
    }
}
