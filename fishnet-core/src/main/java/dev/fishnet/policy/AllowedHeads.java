package dev.fishnet.policy;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose method and path have been allowed under one policy. Agents ask the same few endpoints over and over,
 * and the same head under the same policy gets the same decision. What is not here is judged anew. Safe for any number
 * of threads, and bounded: one takes another's place.
 */
final class AllowedHeads {
    private static final int PLACES = 64;
    /** Of a path, in characters: agents choose it. */
    private static final int LONGEST = 256;

    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

    private record Known(RequestHead head, Decision.Allowed decision) {}

    @Nullable
    Decision find(RequestHead head) {
        Known known = places.getAcquire(place(head));
        return known != null && known.head().equals(head) ? known.decision() : null;
    }

    /** Keeps nothing but leave to go on. */
    void keep(RequestHead head, Decision decision) {
        if (decision instanceof Decision.Allowed allowed && head.path().length() <= LONGEST) {
            places.setRelease(place(head), new Known(head, allowed));
        }
    }

    private static int place(RequestHead head) {
        return Math.floorMod(head.hashCode(), PLACES);
    }
}
