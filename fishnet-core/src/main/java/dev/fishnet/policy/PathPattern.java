package dev.fishnet.policy;

import java.util.List;

/** Segments of a path, some of which stand for any one segment, or for any number of them. */
final class PathPattern {
    private static final String ONE = "*";
    private static final String ANY = "**";

    private final List<String> exact;
    private final List<String> folded;

    PathPattern(String text) {
        exact = PathSpelling.segments(text);
        folded = exact.stream().map(PathSpelling::fold).toList();
    }

    /** Whether it is this path, as it is written; a slash at the end makes no difference. */
    boolean matches(RequestPath path) {
        return matches(exact, path.exact());
    }

    /** Whether some server could take it for this path: one that drops what is left empty, or one that does not. */
    boolean couldMatch(RequestPath path) {
        return matches(folded, path.folded()) || (path.losesSegments() && matches(folded, path.allFolded()));
    }

    /** An empty segment, which a canonical path does not have, is nothing that a pattern means. */
    private static boolean isThat(String wanted, String segment) {
        return wanted.equals(ONE) ? !segment.isEmpty() : wanted.equals(segment);
    }

    /**
     * Goes back to the last double asterisk only, which takes one segment more each time: as many steps as pattern and
     * path have segments, multiplied, at most.
     */
    private static boolean matches(List<String> pattern, List<String> path) {
        int p = 0;
        int s = 0;
        int afterAny = -1;
        int taken = 0;
        while (s < path.size()) {
            if (p < pattern.size() && pattern.get(p).equals(ANY)) {
                afterAny = ++p;
                taken = s;
            } else if (p < pattern.size() && isThat(pattern.get(p), path.get(s))) {
                p++;
                s++;
            } else if (afterAny >= 0) {
                p = afterAny;
                s = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.size() && pattern.get(p).equals(ANY)) {
            p++;
        }
        return p == pattern.size();
    }
}
