package dev.fishnet.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody may have meant by a key that does not exist. */
final class Nearest {
    /** Edits between two keys that somebody may have meant as one. */
    private static final int NEAR = 5;

    private static final int LONGEST = 200;

    /** Keys and tables of the program that Fishnet's configuration comes from, by their beginning. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("llm.track_spend", "spending is always counted"),
            Map.entry("llm.prompt_drift.enabled", "write mode = \"ignore\" to switch the guard off"),
            Map.entry("llm.prompt_drift.hash_chars", "the whole prompt is always compared"),
            Map.entry("llm.prompt_drift.hash_algorithm", "it is always SHA-256"),
            Map.entry("llm.prompt_drift.reset_baseline_on_restart", "a restart forgets nothing"),
            Map.entry("llm.prompt_size_guard.enabled", "write action = \"ignore\" to switch the guard off"),
            Map.entry("http.request_timeout_ms", "the nearest is 'http.answer_timeout_ms'"),
            Map.entry("http.upstream_pool_max_idle_per_host", "the nearest is 'http.pool_max_idle_per_host'"),
            Map.entry("custom.*.auth_value_env", "put the key into the vault: fishnet add-key --service custom.NAME"),
            Map.entry("alerts.onchain_denied", "Fishnet has no on-chain signing yet"),
            Map.entry("alerts.anomalous_volume", "Fishnet does not look for it"),
            Map.entry("alerts.new_endpoint", "Fishnet does not look for it"),
            Map.entry("alerts.time_anomaly", "Fishnet does not look for it"),
            Map.entry("alerts.retention_days", "Fishnet keeps alerts by their number"),
            Map.entry("dashboard", "Fishnet has no dashboard yet"),
            Map.entry("onchain", "Fishnet has no on-chain signing yet"),
            Map.entry("egress", "Fishnet does not serve CONNECT"));

    private Nearest() {}

    static String hint(List<String> path) {
        return elsewhere(path).or(() -> nearest(path)).orElse("'fishnet policy schema' lists what there is");
    }

    private static Optional<String> elsewhere(List<String> path) {
        return ELSEWHERE.entrySet().stream()
                .filter(entry -> Key.of(entry.getKey(), Kinds.FLAG, false, "").matches(path))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> nearest(List<String> path) {
        String wanted = String.join(".", path);
        if (wanted.length() > LONGEST) {
            return Optional.empty();
        }
        return Keys.ALL.stream()
                .map(key -> named(key, path))
                .min(Comparator.comparingInt(known -> distance(String.join(".", known), wanted)))
                .filter(known -> distance(String.join(".", known), wanted) <= NEAR)
                .map(known -> "the nearest known key is '" + KeyPath.text(known) + "'");
    }

    /** The key with the names that the other has in the same places. */
    private static List<String> named(Key key, List<String> path) {
        List<String> named = new ArrayList<>(key.pattern());
        for (int i = 0; i < named.size() && i < path.size(); i++) {
            if (named.get(i).equals(Key.NAME)) {
                named.set(i, path.get(i));
            }
        }
        return named;
    }

    /** Levenshtein's edit distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
