package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess.Strict;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PfAnchorTest {
    private static final LockedAgent STANDARD = LockedAgent.standard(user("agent_runner", 502));
    private static final LockedAgent STRICT = strict("coder-2", 503, 3777, 5432, 8080);
    private static final LockedAgent GATEWAY_ONLY = strict("coder-3", 504, 3777);
    private static final Lockdown ALL =
            new Lockdown(List.of(STRICT, STANDARD, GATEWAY_ONLY, strict("coder-4", 505, 3777, 8080, 5432)));

    private static AgentUser user(String name, long uid) {
        return new AgentUser(new UserName(name), uid, SubordinateIds.NONE);
    }

    private static LockedAgent strict(String name, long uid, int gateway, Integer... allowed) {
        return new LockedAgent(user(name, uid), new Strict(gateway, new TreeSet<>(List.of(allowed))));
    }

    private static List<String> rules(LockedAgent... agents) {
        return PfAnchor.render(new Lockdown(List.of(agents)))
                .lines()
                .filter(line -> line.startsWith("block") || line.startsWith("pass"))
                .toList();
    }

    @Test
    @Tag("S-01")
    void agentsWhoKeepTheSameOfLoopbackShareAList() {
        String text = PfAnchor.render(ALL);

        assertTrue(text.contains("strict_1 = \"{ 503 505 }\""), text);
        assertTrue(new PretendRules(text).parse(), text);
        Golden.assertMatches("pf/mixed.conf", text);
    }

    @Test
    @Tag("S-01")
    void nameResolutionIsRefusedBeforeTheRestOfLoopbackPasses() {
        assertEquals(
                List.of("53", "53", "pass", "pass", "0:65535", "0:65535"),
                rules(STANDARD).stream()
                        .map(rule ->
                                rule.startsWith("pass") ? "pass" : rule.replaceAll(".* port (\\{ )?([0-9:]+).*", "$2"))
                        .toList());
    }

    @Test
    @Tag("S-01")
    void aStrictAgentIsOnlyLetThroughLoopbackByTcpToNamedPortsOfBothFamilies() {
        assertEquals(
                List.of(
                        "pass out quick on lo0 inet proto tcp from any to 127.0.0.1 port { 3777 } user $strict_1 no state",
                        "pass out quick on lo0 inet6 proto tcp from any to ::1 port { 3777 } user $strict_1 no state"),
                rules(GATEWAY_ONLY).stream()
                        .filter(rule -> rule.startsWith("pass"))
                        .toList());
    }

    @Test
    @Tag("S-01")
    void whatAStrictAgentsOwnServersSendCannotOpenAConnection() {
        List<String> back =
                rules(STRICT).stream().filter(rule -> rule.contains(" flags ")).toList();

        assertTrue(back.stream().allMatch(rule -> rule.contains("flags A/A") || rule.contains("flags R/SR")));
        assertTrue(back.stream().noneMatch(rule -> rule.contains("3777")), "the gateway's port is not the agent's");
    }

    @Test
    void whoIsLockedDownAndHowIsReadBack() {
        assertEquals(Optional.of(ALL), PfAgents.named(PfAnchor.render(ALL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# agent root 0",
                "# agent not/a/name 7",
                "# agent coder 99999999999",
                "# agent coder 503 ",
                "# agent coder 503 lax",
                "# agent coder 503 strict",
                "# agent coder 503 strict 0",
                "# agent coder 503 strict 3777,",
                "# agent coder 503 strict 3777,53",
                "# agent coder 503 strict 3777,3777",
                "# agent coder 503 strict 99999",
                "# agent coder 503 strict 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
                " # agent coder 503",
            })
    void aCommentThatWeWouldNotWriteNamesNobody(String line) {
        assertEquals(Optional.empty(), PfAgents.named(line + "\n"));
    }

    @Test
    void ofTwoLinesWithOneNameTheFirstCounts() {
        assertEquals(
                Optional.of(new Lockdown(List.of(STANDARD))),
                PfAgents.named("# agent agent_runner 502\n# agent agent_runner 503\n"));
    }
}
