package dev.fishnet.audit.replay;

import dev.fishnet.audit.Judged;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Intents whose outcome has not come yet. Of very many the earliest are forgotten: those will have been broken off. */
final class OpenIntents {
    /** More than a gateway can have under way. */
    private static final int KEPT = 65_536;

    private final LinkedHashMap<Long, Open> open = new LinkedHashMap<>();
    private long forgotten;

    /**
     * One of them.
     *
     * @param rules empty where its policy is not known
     */
    record Open(Optional<Judged.Money> money, Optional<Rules> rules) {}

    void add(long index, Open intent) {
        open.put(index, intent);
        if (open.size() > KEPT) {
            open.pollFirstEntry();
            forgotten++;
        }
    }

    /** The intent; empty where it is not in what was read, or has had its outcome. */
    Optional<Open> end(long index) {
        return Optional.ofNullable(open.remove(index));
    }

    long count() {
        return open.size() + forgotten;
    }
}
