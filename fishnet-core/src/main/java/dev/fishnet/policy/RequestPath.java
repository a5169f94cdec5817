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

    /** As {@link PathSpelling#allFolded}; the very same list as {@link #folded} where nothing of it was left empty. */
    List<String> allFolded() {
        if (allFolded == null) {
            List<String> all = folded();
            allFolded = all.size() == exact.size() ? all : PathSpelling.allFolded(text);
        }
        return allFolded;
    }
}
