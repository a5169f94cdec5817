package dev.fishnet.audit.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 6962, section 2.1, word for word: MTH, PATH and PROOF as it defines them, over {@code D[begin:end]}. What is
 * known of a range is kept, which the RFC leaves open.
 */
public final class RfcTree {
    private final List<LogHash> leaves;
    private final Map<List<Integer>, LogHash> known = new HashMap<>();

    public RfcTree(List<LogHash> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    /** A tree over that many entries, each another. */
    public static RfcTree of(int size) {
        List<LogHash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(LogHash.ofLeaf(entry(i).getBytes(StandardCharsets.UTF_8)));
        }
        return new RfcTree(leaves);
    }

    /** An entry of such a tree. */
    public static String entry(int index) {
        return "{\"n\":" + index + "}";
    }

    public LogHash leaf(int index) {
        return leaves.get(index);
    }

    public LogHash root(int size) {
        return mth(0, size);
    }

    LogHash mth(int begin, int end) {
        return switch (end - begin) {
            case 0 -> LogHash.EMPTY;
            case 1 -> leaves.get(begin);
            default -> {
                List<Integer> range = List.of(begin, end);
                LogHash hash = known.get(range);
                if (hash == null) {
                    int k = k(end - begin);
                    hash = LogHash.ofNode(mth(begin, begin + k), mth(begin + k, end));
                    known.put(range, hash);
                }
                yield hash;
            }
        };
    }

    List<LogHash> path(int m, int size) {
        return path(m, 0, size);
    }

    private List<LogHash> path(int m, int begin, int end) {
        int n = end - begin;
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        return m < k
                ? joined(path(m, begin, begin + k), mth(begin + k, end))
                : joined(path(m - k, begin + k, end), mth(begin, begin + k));
    }

    List<LogHash> proof(int m, int size) {
        return subproof(m, 0, size, true);
    }

    private List<LogHash> subproof(int m, int begin, int end, boolean whole) {
        int n = end - begin;
        if (m == n) {
            return whole ? List.of() : List.of(mth(begin, end));
        }
        int k = k(n);
        return m <= k
                ? joined(subproof(m, begin, begin + k, whole), mth(begin + k, end))
                : joined(subproof(m - k, begin + k, end, false), mth(begin, begin + k));
    }

    /** The largest power of two smaller than n. */
    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<LogHash> joined(List<LogHash> first, LogHash last) {
        List<LogHash> all = new ArrayList<>(first);
        all.add(last);
        return all;
    }
}
