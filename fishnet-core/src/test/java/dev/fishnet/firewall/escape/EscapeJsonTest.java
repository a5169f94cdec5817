package dev.fishnet.firewall.escape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscapeJsonTest {
    private static final LockedAgent AGENT = new LockedAgent(
            new AgentUser(new UserName("agent_runner"), 1001, SubordinateIds.NONE), new LoopbackAccess.Standard());

    /** docs/verify.md shows this object; the two are changed together. */
    @Test
    void aReportIsOneObject() {
        Finding open = new Finding(
                "tcp4",
                "directly",
                "TCP over IPv4",
                Expectation.BLOCKED,
                Verdict.OPEN,
                "198.51.100.77:32240",
                "left by eth0");

        assertEquals("""
                {"at":"2026-11-22T04:00:00Z","agent":"agent_runner","uid":1001,"mode":"standard","tight":false,\
                "blocked":0,"open":1,"open_by_design":0,"impossible":0,"broken":0,\
                "findings":[{"id":"tcp4","group":"directly","attempt":"TCP over IPv4","expected":"blocked",\
                "verdict":"open","fault":true,"target":"198.51.100.77:32240","detail":"left by eth0"}],\
                "residual_risks":["setuid programs"]}""", json(open));
    }

    @Test
    void whatAProgramSaidCannotEndAString() {
        Finding odd =
                new Finding("x", "g", "s", Expectation.BLOCKED, Verdict.IMPOSSIBLE, "", "unshare: \"no\\\"\u001b[2J\n");

        assertTrue(json(odd).contains("\"detail\":\"unshare: \\\"no\\\\\\\"?[2J?\""), json(odd));
    }

    private static String json(Finding finding) {
        Instant at = Instant.parse("2026-11-22T04:00:00Z");
        return EscapeJson.of(new EscapeReport(at, AGENT, List.of(finding), List.of("setuid programs")));
    }
}
