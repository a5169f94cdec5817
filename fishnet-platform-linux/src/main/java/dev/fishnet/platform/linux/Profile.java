package dev.fishnet.platform.linux;

import dev.fishnet.crypto.Sha256;
import dev.fishnet.firewall.LoopbackAccess;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What packets of some uids may do on loopback. Uids that are several agents' may do what each of them may. */
sealed interface Profile {
    /** The chain that its packets go to; the same name whatever other profiles there are. */
    String chain();

    Profile and(Profile other);

    /** The usual one first: a switch over types has to be put together in every process that meets it. */
    static Profile of(LoopbackAccess access) {
        if (access instanceof LoopbackAccess.Standard) {
            return new Standard();
        }
        return switch (access) {
            case LoopbackAccess.Standard standard -> new Standard();
            case LoopbackAccess.Strict strict -> {
                SortedSet<Integer> open = new TreeSet<>(strict.allowedPorts());
                open.add(strict.gatewayPort());
                yield new Strict(open, strict.allowedPorts());
            }
        };
    }

    /** Everything but name resolution. */
    record Standard() implements Profile {
        /** Written out, as is {@link #hashCode}: a record's own are put together anew in every process that asks. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Standard;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String chain() {
            return "FISHNET-AGENT";
        }

        @Override
        public Profile and(Profile other) {
            return other;
        }
    }

    /**
     * TCP on 127.0.0.1 and ::1.
     *
     * @param open ports to connect to
     * @param served ports to answer from
     */
    record Strict(SortedSet<Integer> open, SortedSet<Integer> served) implements Profile {
        /** What both iptables take as a chain's name. */
        private static final int LONGEST_NAME = 28;

        private static final String PREFIX = "FISHNET-STRICT-";

        public Strict {
            open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
            served = Collections.unmodifiableSortedSet(new TreeSet<>(served));
        }

        /** The gateway's port and the others where they fit, else a digest of them. */
        @Override
        public String chain() {
            SortedSet<Integer> gateways = new TreeSet<>(open);
            gateways.removeAll(served);
            String ports = Stream.concat(gateways.stream(), served.stream())
                    .map(String::valueOf)
                    .collect(Collectors.joining("-"));
            boolean fits = gateways.size() == 1
                    && open.containsAll(served)
                    && PREFIX.length() + ports.length() <= LONGEST_NAME;
            return PREFIX + (fits ? ports : digest());
        }

        private String digest() {
            byte[] digest = Sha256.of(toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 6);
        }

        @Override
        public Profile and(Profile other) {
            return switch (other) {
                case Standard standard -> this;
                case Strict strict -> new Strict(both(open, strict.open), both(served, strict.served));
            };
        }

        private static SortedSet<Integer> both(SortedSet<Integer> some, SortedSet<Integer> others) {
            SortedSet<Integer> both = new TreeSet<>(some);
            both.retainAll(others);
            return both;
        }
    }
}
