package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCommentsTest {
    private static OwnRules table(String... rules) {
        return OwnRules.askedFirst(
                Map.of("FISHNET-OUT", Stream.of(rules).map(Rule::parse).toList()));
    }

    private static AgentUser agent(long uid, Range... ranges) {
        return new AgentUser(new UserName("agent"), uid, new SubordinateIds(List.of(ranges)));
    }

    @Test
    void theOwnUidComesFirstAndRangesFollow() {
        OwnRules table = table(
                "-m owner --uid-owner 1001 -m comment --comment fishnet:agent -j X",
                "-m owner --uid-owner 200000 -m comment --comment fishnet:agent -j X",
                "-m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent -j X");

        assertEquals(
                List.of(agent(1001, new Range(100_000, 165_535), new Range(200_000, 200_000))),
                AgentComments.agents(List.of(table)));
    }

    @Test
    @Tag("S-01")
    void whatOneTableLostAnotherRemembers() {
        OwnRules first = table("-m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent -j X");
        OwnRules second = table("-m owner --uid-owner 1001 -m comment --comment fishnet:agent -j X");

        assertEquals(List.of(agent(1001, new Range(100_000, 165_535))), AgentComments.agents(List.of(first, second)));
    }

    @Test
    @Tag("S-01")
    void anAgentOfWhomOnlyARangeIsLeftKeepsAllOfIt() {
        OwnRules table = table("-m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent -j X");

        assertEquals(List.of(agent(100_000, new Range(100_000, 165_535))), AgentComments.agents(List.of(table)));
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
        assertEquals(List.of(), AgentComments.agents(List.of(table(rule))));
    }
}
