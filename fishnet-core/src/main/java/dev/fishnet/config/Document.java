package dev.fishnet.config;

import java.util.List;

/**
 * A file as it was written, before anybody asked what it means.
 *
 * @param entries keys and tables, in the order of their lines
 * @param faults what about it is not the format; with any, the entries are not to be trusted
 */
public record Document(List<Written> entries, List<Problem> faults) {
    public static final Document EMPTY = new Document(List.of(), List.of());

    public Document {
        entries = List.copyOf(entries);
        faults = List.copyOf(faults);
    }
}
