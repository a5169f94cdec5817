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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCommentsTest {
    private static OwnRules table(String... rules) {
        return OwnRules.askedFirst(
                Table.FILTER,
                Map.of("FISHNET-AGENTS", Stream.of(rules).map(Rule::parse).toList()));
    }

    private static List<LockedAgent> agents(OwnRules... tables) {
        return AgentComments.agents(List.of(tables));
    }

    private static List<LockedAgent> standard(long uid, Range... ranges) {
        return List.of(LockedAgent.standard(agent(uid, ranges)));
    }

    private static AgentUser agent(long uid, Range... ranges) {
        return new AgentUser(new UserName("agent"), uid, new SubordinateIds(List.of(ranges)));
    }

    @Test
    void theOwnUidComesFirstAndRangesFollow() {
        OwnRules table = table(
                "-m owner --uid-owner 1001 -m comment --comment fishnet:agent",
                "-m owner --uid-owner 200000 -m comment --comment fishnet:agent",
                "-m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent");

        assertEquals(standard(1001, new Range(100_000, 165_535), new Range(200_000, 200_000)), agents(table));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        LockedAgent strict = strict(agent(1001, new Range(1000, 1001), new Range(9, 9)), 3777, 22, 65_535);
        LockedAgent standard = LockedAgent.standard(new AgentUser(new UserName("other"), 1001, SubordinateIds.NONE));
        List<Rule> register = AgentComments.register(new Lockdown(List.of(strict, standard)));

        assertEquals(
                List.of(strict, standard),
                agents(OwnRules.askedFirst(Table.MANGLE, Map.of(AgentComments.CHAIN, register))));
    }

    @Test
    void theLongestCommentFits() {
        UserName name = new UserName("a".repeat(32));
        Integer[] ports = IntStream.range(60_000, 60_014).boxed().toArray(Integer[]::new);
        LockedAgent agent = strict(new AgentUser(name, 1001, SubordinateIds.NONE), 59_999, ports);
        Rule rule = AgentComments.register(new Lockdown(List.of(agent))).getFirst();

        assertTrue(rule.valueOf("--comment").orElseThrow().length() < 256, rule::toString);
    }

    @Test
    @Tag("S-01")
    void whatOneTableLostAnotherRemembers() {
        OwnRules first = table("-m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent");
        OwnRules second = table("-m owner --uid-owner 1001 -m comment --comment fishnet:agent");

        assertEquals(standard(1001, new Range(100_000, 165_535)), agents(first, second));
    }

    @Test
    @Tag("S-01")
    void anAgentOfWhomOnlyARangeIsLeftKeepsAllOfIt() {
        OwnRules table = table("-m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent");

        assertEquals(standard(100_000, new Range(100_000, 165_535)), agents(table));
    }

    @Test
    @Tag("S-01")
    void whereTablesDisagreeTheTightestAccessIsTaken() {
        OwnRules standard = table("-m owner --uid-owner 1001 -m comment --comment fishnet:agent");
        OwnRules wide = table("-m owner --uid-owner 1001 -m comment --comment fishnet:agent:strict:3777,80");
        OwnRules tight = table("-m owner --uid-owner 1001 -m comment --comment fishnet:agent:strict:3777");

        assertEquals(List.of(strict(agent(1001), 3777)), agents(standard, wide, tight));
        assertEquals(List.of(strict(agent(1001), 3777, 80)), agents(wide, standard));
    }

    @ParameterizedTest
    @Tag("S-01")
    @ValueSource(
            strings = {
                "",
                "x",
                "53",
                "70000",
                "3777,3777",
                "3777,",
                "3777:80",
                "3777,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"
            })
    void anAgentWhosePortsCannotBeReadIsStillLockedDown(String ports) {
        OwnRules table = table("-m owner --uid-owner 1001 -m comment --comment \"fishnet:agent:strict:" + ports + "\"");

        assertEquals(standard(1001), agents(table));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m owner --uid-owner 1001 -j X",
                "-m owner --uid-owner 1001 -m comment --comment agent -j X",
                "-m owner --uid-owner 1001 -m comment --comment fishnet:not/a/name -j X",
                "-m owner --uid-owner root -m comment --comment fishnet:agent -j X",
                "-m owner --uid-owner 0 -m comment --comment fishnet:agent -j X",
                "-m owner --uid-owner 9-1 -m comment --comment fishnet:agent -j X",
                "-m owner --uid-owner 99999999999999999999 -m comment --comment fishnet:agent -j X",
                "-j RETURN",
            })
    void aRuleThatNamesNobodyIsNobody(String rule) {
        assertEquals(List.of(), agents(table(rule)));
    }
}
