package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a packet through the rules, as the kernel walks them. */
class UidTreeTest {
    /** What a packet may meet before a verdict, whatever the number of agents: before, on and behind the tree. */
    private static final int MOST = 24;

    private static AgentUser agent(String name, long uid, Range... ranges) {
        return new AgentUser(new UserName(name), uid, new SubordinateIds(List.of(ranges)));
    }

    /** Agents, every other one strict with ports of its own, none of whose uids touch another's. */
    private static Lockdown agents(int count) {
        return new Lockdown(LongStream.range(0, count)
                .mapToObj(number -> {
                    long first = 1_000_000 + 70_000 * number;
                    AgentUser user = agent("agent" + number, 10_000 + 2 * number, new Range(first, first + 65_535));
                    return number % 2 == 0 ? LockedAgent.standard(user) : strict(user, 3777, (int) (10_000 + number));
                })
                .toList());
    }

    private static Map<String, List<Rule>> chains(Lockdown lockdown, Table table) {
        return LockdownRules.of(lockdown, new Place(IpFamily.V4, table)).chains();
    }

    /** Where a packet of that uid ends up, and how many rules it met on the way there. */
    private record Walk(Optional<String> end, int met) {
        private static Walk of(long uid, String root, Map<String, List<Rule>> chains) {
            int met = 0;
            String chain = root;
            while (true) {
                Optional<String> target = Optional.empty();
                for (Rule rule : chains.getOrDefault(chain, List.of())) {
                    met++;
                    if (holds(rule, uid)) {
                        target = rule.target();
                        break;
                    }
                }
                if (target.isEmpty() || !target.get().startsWith(root)) {
                    return new Walk(target, met);
                }
                chain = target.get();
            }
        }

        private static boolean holds(Rule rule, long uid) {
            return rule.valueOf("--uid-owner")
                    .map(uids -> uids.split("-", 2))
                    .filter(ends -> Long.parseLong(ends[0]) <= uid && uid <= Long.parseLong(ends[ends.length - 1]))
                    .isPresent();
        }
    }

    private static LongStream interesting(Lockdown lockdown) {
        return lockdown.agents().stream()
                .flatMap(agent -> UidSpan.uids(agent.user()))
                .flatMapToLong(
                        range -> LongStream.of(range.first() - 1, range.first(), range.last(), range.last() + 1));
    }

    @ParameterizedTest
    @Tag("S-01")
    @ValueSource(ints = {1, 2, 3, 5, 10, 33, 1000})
    void everyUidEndsWhereItsAgentBelongsAndNoOtherDoes(int count) {
        Lockdown lockdown = agents(count);
        Map<String, List<Rule>> chains = chains(lockdown, Table.FILTER);

        interesting(lockdown)
                .forEach(uid -> assertEquals(
                        lockdown.agents().stream()
                                .filter(agent -> agent.user().covers(uid))
                                .map(agent -> Profile.of(agent.loopback()).chain())
                                .findFirst(),
                        Walk.of(uid, "FISHNET-OUT", chains).end(),
                        () -> "uid " + uid));
    }

    @ParameterizedTest
    @CsvSource({"1, 13", "10, 17", "1000, 24"})
    void aPacketMeetsFewRulesHoweverManyAgentsThereAre(int count, int most) {
        Lockdown lockdown = agents(count);
        Map<String, List<Rule>> filter = chains(lockdown, Table.FILTER);
        Map<String, List<Rule>> mangle = chains(lockdown, Table.MANGLE);
        int behind = Stream.of("FISHNET-AGENT", "FISHNET-DENY")
                .mapToInt(chain -> filter.getOrDefault(chain, List.of()).size())
                .sum();

        assertTrue(most <= MOST);
        interesting(lockdown).forEach(uid -> {
            int met = 1 + Walk.of(uid, "FISHNET-OUT", filter).met() + behind;
            assertTrue(met <= most, () -> met + " rules in filter for uid " + uid);
            int metLater = 1 + Walk.of(uid, "FISHNET-POST", mangle).met();
            assertTrue(metLater <= most, () -> metLater + " rules in mangle for uid " + uid);
        });
    }

    @Test
    void neighboursThatAreTreatedAlikeAreOneSpan() {
        Lockdown lockdown = Lockdown.standard(
                agent("a", 1001, new Range(2000, 2999)), agent("b", 1002), agent("c", 1003, new Range(3000, 3999)));

        assertEquals(
                List.of(
                        new UidSpan(1001, 1003, new Profile.Standard()),
                        new UidSpan(2000, 3999, new Profile.Standard())),
                UidSpan.of(lockdown, agent -> Profile.of(agent.loopback())));
    }

    @Test
    @Tag("S-01")
    void uidsOfSeveralAgentsMayDoWhatEachOfThemMay() {
        Lockdown lockdown = new Lockdown(List.of(
                LockedAgent.standard(agent("a", 9, new Range(1000, 1999))),
                strict(agent("b", 10, new Range(1500, 2499)), 3777, 80, 443),
                strict(agent("c", 11, new Range(1800, 1800)), 3778, 443)));
        Profile.Strict wide = new Profile.Strict(sorted(80, 443, 3777), sorted(80, 443));

        assertEquals(
                List.of(
                        new UidSpan(1000, 1499, new Profile.Standard()),
                        new UidSpan(1500, 1799, wide),
                        new UidSpan(1800, 1800, new Profile.Strict(sorted(443), sorted(443))),
                        new UidSpan(1801, 2499, wide)),
                UidSpan.of(lockdown, agent -> Profile.of(agent.loopback())).stream()
                        .filter(span -> span.first() >= 1000)
                        .toList());
    }

    private static SortedSet<Integer> sorted(Integer... ports) {
        return new TreeSet<>(Set.of(ports));
    }

    @Test
    void theLargestUidIsHeldToo() {
        Lockdown lockdown = Lockdown.standard(agent("a", 0xFFFF_FFFEL));

        assertEquals(
                List.of(new UidSpan(0xFFFF_FFFEL, 0xFFFF_FFFEL, new Profile.Standard())),
                UidSpan.of(lockdown, agent -> Profile.of(agent.loopback())));
    }

    @Test
    void aChainIsNamedWithinWhatIptablesTakesAndApartFromAnyOther() {
        Integer[] many = {1, 22, 333, 4444, 55_555};
        List<String> names = Stream.of(
                        strict(agent("a", 9), 3777),
                        strict(agent("a", 9), 3777, 5432),
                        strict(agent("a", 9), 5432, 3777),
                        strict(agent("a", 9), 37_775, 54_321),
                        strict(agent("a", 9), 3777, many),
                        strict(agent("a", 9), 3778, many))
                .map(agent -> Profile.of(agent.loopback()).chain())
                .toList();

        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
        assertTrue(names.stream().allMatch(name -> name.length() <= 28), names::toString);
        assertEquals("FISHNET-STRICT-3777-5432", names.get(1));
    }
}
