package dev.fishnet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of one request, taken apart once for all the rules that are held against it. For one thread. */
final class RequestPath {
    private final String text;
    private final List<String> exact;
    private @Nullable List<String> folded;
    private @Nullable List<String> allFolded;

    RequestPath(String text) {
        this.text = text;
        exact = PathSpelling.segments(text);
    }

    /** As it is written. */
    List<String> exact() {
        return exact;
    }

    /** As {@link PathSpelling#foldedSegments}. */
    List<String> folded() {
        if (folded == null) {
            folded = PathSpelling.isFolded(text) ? exact : PathSpelling.foldedSegments(text);
        }
        return folded;
    }

    /** Whether some segment is left empty, so that {@link #allFolded} has more of them than {@link #folded}. */
    boolean losesSegments() {
        return folded().size() < exact.size();
    }

    /** As {@link PathSpelling#allFolded}. */
    List<String> allFolded() {
        if (allFolded == null) {
            allFolded = PathSpelling.allFolded(text);
        }
        return allFolded;
    }
}
