package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.config.Settings;
import dev.fishnet.crypto.Sha256;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.storage.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a log has told of so far. Of those that were used longest ago only their ids are kept, so that
 * memory does not grow with the log.
 */
final class PastPolicies {
    /** How long a request may have been under way when a policy ended: more than the gateway waits for a body. */
    private static final Duration UNDER_WAY = Duration.ofHours(1);

    private static final int KEPT = 64;

    private final Findings findings;
    private final Map<String, PriceBook> books = new Recent<>();
    private final Map<String, Rules> rules = new Recent<>();
    private final Set<String> known = new HashSet<>();
    private final List<Ended> ended = new ArrayList<>();
    private @Nullable Rules inForce;

    PastPolicies(Findings findings) {
        this.findings = findings;
    }

    /** A policy that was in force until then. */
    private record Ended(Rules rules, Instant at) {}

    void prices(AuditEntry.Prices entry) {
        if (!hash(entry.table()).equals(entry.prices())) {
            findings.differs("prices", entry.prices(), hash(entry.table()));
            return;
        }
        try {
            books.put(entry.prices(), PriceBook.ofTable(entry.table()));
        } catch (IllegalArgumentException e) {
            findings.undecided("prices that this Fishnet cannot read");
        }
    }

    void policy(AuditEntry.PolicyInForce entry) {
        String id = new Settings(entry.settings()).id();
        known.add(entry.policy());
        rules.remove(entry.policy());
        if (!id.equals(entry.policy())) {
            findings.differs("policy", entry.policy(), id);
        } else {
            read(entry).ifPresent(read -> rules.put(id, read));
        }
        follow(Optional.ofNullable(rules.get(entry.policy())), entry.at());
    }

    private Optional<Rules> read(AuditEntry.PolicyInForce entry) {
        PriceBook book = books.get(entry.prices());
        if (book == null) {
            findings.undecided("settings whose prices are not in this part of the log");
            return Optional.empty();
        }
        byte[] text = entry.settings().getBytes(StandardCharsets.UTF_8);
        Optional<Rules> read = Reading.again(ConfigFile.documentOf(text), book)
                .config()
                .map(FishnetConfig::policy)
                .map(Rules::of);
        if (read.isEmpty()) {
            findings.undecided("settings that this Fishnet cannot read");
        }
        return read;
    }

    private void follow(Optional<Rules> next, Instant at) {
        if (inForce != null) {
            ended.add(new Ended(inForce, at));
        }
        ended.removeIf(each -> each.at().plus(UNDER_WAY).isBefore(at));
        if (ended.size() > KEPT) {
            ended.removeFirst();
        }
        inForce = next.orElse(null);
    }

    /** The policy of that id; empty where the log has not told of it, or not so that it can be read. */
    Optional<Rules> of(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** Whether the log has told of that id at all. */
    boolean isKnown(String id) {
        return known.contains(id);
    }

    /**
     * Every policy whose caps may have been asked for a request: the one it was judged by and those that came after, up
     * to its entry.
     */
    List<Rules> near(Rules judgedBy, Instant at) {
        List<Rules> near = new ArrayList<>(List.of(judgedBy));
        ended.stream()
                .filter(each -> !each.at().plus(UNDER_WAY).isBefore(at))
                .map(Ended::rules)
                .forEach(near::add);
        if (inForce != null) {
            near.add(inForce);
        }
        return near;
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > KEPT;
        }
    }
}
