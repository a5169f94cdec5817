package dev.fishnet.platform.linux;

import dev.fishnet.firewall.LoopbackAccess.Strict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One kind of strict access, and what carries its ports in its name: a set of uids, their chain and their register. */
record NftProfile(Strict access) implements Comparable<NftProfile> {
    static final String REGISTER = "register";
    private static final String STRICT = "strict";
    private static final Pattern NAME = Pattern.compile("(?:register|strict)_(\\d{1,5}(?:_\\d{1,5})*)");

    /** What the name of a block says. */
    static Optional<NftProfile> parse(String name) {
        Matcher named = NAME.matcher(name);
        if (!named.matches()) {
            return Optional.empty();
        }
        List<Integer> ports = Arrays.stream(named.group(1).split("_", -1))
                .map(Integer::valueOf)
                .toList();
        SortedSet<Integer> allowed = new TreeSet<>(ports.subList(1, ports.size()));
        try {
            return Optional.of(new NftProfile(new Strict(ports.getFirst(), allowed)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    String strict() {
        return STRICT + suffix();
    }

    String register() {
        return REGISTER + suffix();
    }

    static boolean isStrict(NftBlock set) {
        return set.name().startsWith(STRICT);
    }

    private String suffix() {
        return ports().mapToObj(port -> "_" + port).collect(Collectors.joining());
    }

    private IntStream ports() {
        return IntStream.concat(
                IntStream.of(access.gatewayPort()),
                access.allowedPorts().stream().mapToInt(Integer::intValue));
    }

    /** Returns for what is allowed, so that a uid which two profiles claim has to pass both. */
    NftBlock chain() {
        String targets = anyOf(ports().sorted());
        List<String> rules = new ArrayList<>();
        rules.add("ip daddr 127.0.0.1 tcp dport " + targets + " return");
        rules.add("ip6 daddr ::1 tcp dport " + targets + " return");
        if (!access.allowedPorts().isEmpty()) {
            String answers = "tcp sport " + anyOf(access.allowedPorts().stream().mapToInt(Integer::intValue))
                    + " tcp flags != syn / fin,syn,rst,ack return";
            rules.add("ip saddr 127.0.0.1 " + answers);
            rules.add("ip6 saddr ::1 " + answers);
        }
        rules.add("goto deny_loopback");
        return NftBlock.chain(strict()).with(rules);
    }

    private static String anyOf(IntStream ports) {
        List<String> words = ports.mapToObj(String::valueOf).toList();
        return words.size() == 1 ? words.getFirst() : "{ " + String.join(", ", words) + " }";
    }

    @Override
    public int compareTo(NftProfile other) {
        return strict().compareTo(other.strict());
    }
}
