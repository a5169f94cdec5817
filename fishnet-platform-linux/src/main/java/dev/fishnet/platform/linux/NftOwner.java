package dev.fishnet.platform.linux;

import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Uids that are an agent's, as they stand in our table: in a rule of a register, or as the element of a set. Either
 * names the agent in its comment.
 */
record NftOwner(UserName agent, Range uids) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?:(?:meta )?skuid )?(\\d{1,10})(?:-(\\d{1,10}))? comment \"fishnet:([^\"]+)\"");

    /** The agent's own uid first, then the ranges; {@link NftRoster} takes the first single one for its own. */
    static Stream<NftOwner> of(LockedAgent agent) {
        AgentUser user = agent.user();
        Range own = new Range(user.uid(), user.uid());
        Stream<Range> others = user.subordinateIds().ranges().stream().filter(range -> !range.equals(own));
        return Stream.concat(Stream.of(own), others).map(range -> new NftOwner(user.name(), range));
    }

    static Optional<NftOwner> parse(String item) {
        Matcher written = WRITTEN.matcher(item);
        if (!written.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(written.group(1));
        long last = written.group(2) == null ? first : Long.parseLong(written.group(2));
        try {
            return Optional.of(new NftOwner(new UserName(written.group(3)), new Range(first, last)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    boolean includes(NftOwner piece) {
        return agent.equals(piece.agent) && uids.first() <= piece.uids.first() && piece.uids.last() <= uids.last();
    }

    String element() {
        return range(uids) + " comment \"fishnet:" + agent + "\"";
    }

    String rule() {
        return "meta skuid " + element();
    }

    static String range(Range uids) {
        return uids.first() == uids.last() ? String.valueOf(uids.first()) : uids.toString();
    }
}
