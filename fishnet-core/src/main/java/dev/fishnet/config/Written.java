package dev.fishnet.config;

import java.util.List;

/**
 * One key of a file, and what stands behind it.
 *
 * @param path the key, part by part
 * @param line where the key stands, from 1 on
 * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}, a {@code List} of those, or a
 *     {@link Form}
 */
public record Written(List<String> path, int line, Object value) {
    /** What is no value of a setting. */
    public enum Form {
        TABLE,
        /** A date, a time, or a table within a list. */
        OTHER
    }

    public Written {
        path = List.copyOf(path);
    }

    boolean isTable() {
        return value == Form.TABLE;
    }
}
