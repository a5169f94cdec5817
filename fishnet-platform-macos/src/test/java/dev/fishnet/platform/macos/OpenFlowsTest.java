package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-01")
class OpenFlowsTest {
    private static final Lockdown LOCKDOWN = Lockdown.standard(
            new AgentUser(new UserName("agent_runner"), 502, SubordinateIds.NONE),
            new AgentUser(new UserName("coder-2"), 503, SubordinateIds.NONE));
    private static final String LISTED = """
            p912
            f5
            n192.0.2.5:50000->198.51.100.7:443
            f6
            n*:5353
            f7
            n127.0.0.1:50001->127.0.0.1:3777
            p913
            f5
            n[2001:db8::5]:22->[2001:db8::7]:50002
            """;

    private final PretendMac mac = new PretendMac();

    private List<String> cut(String listed, String states) throws FishnetException {
        mac.processes().print(listed, "lsof");
        mac.pf().states(states);
        return ShellScript.render(mac.firewall().cutConnections(LOCKDOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL tcp 192.0.2.5:50000 -> 198.51.100.7:443       ESTABLISHED:ESTABLISHED, 192.0.2.5 198.51.100.7",
        "ALL tcp 192.0.2.5:50000 (203.0.113.1:9) -> 198.51.100.7:443  A:B, 192.0.2.5 198.51.100.7",
        "ALL tcp 10.0.0.9:9 (192.0.2.5:50000) -> 198.51.100.7:443  A:B, 10.0.0.9 198.51.100.7",
        "ALL tcp 2001:db8::5[22] <- 2001:db8::7[50002]   ESTABLISHED:ESTABLISHED, 2001:db8::7 2001:db8::5",
    })
    void theStateOfAnAgentsConnectionIsKilledFromWhoBeganIt(String state, String pair) throws FishnetException {
        String[] ends = pair.split(" ", 2);

        assertEquals(List.of("sudo pfctl -k " + ends[0] + " -k " + ends[1]), cut(LISTED, state + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL tcp 192.0.2.5:50009 -> 198.51.100.7:443  A:B",
        "ALL tcp 192.0.2.5:50000 -> 198.51.100.8:443  A:B",
        "ALL tcp 127.0.0.1:50001 -> 127.0.0.1:3777  A:B",
        "ALL tcp 192.0.2.5:50000 ->",
        "-> 198.51.100.7:443",
        "ALL tcp 192.0.2.5:99999999 -> 198.51.100.7:443",
        "ALL tcp $(reboot):50000 -> 198.51.100.7:443",
        "''",
    })
    void whatIsNobodysOrStaysOnLoopbackIsLeftAlone(String state) throws FishnetException {
        assertEquals(List.of(), cut(LISTED, state + "\n"));
    }

    @Test
    void connectionsBetweenTheSameHostsNeedOneCommand() throws FishnetException {
        String listed = "n192.0.2.5:1->198.51.100.7:443\nn192.0.2.5:2->198.51.100.7:443\n";
        String states = "ALL tcp 192.0.2.5:1 -> 198.51.100.7:443 A:B\nALL tcp 192.0.2.5:2 -> 198.51.100.7:443 A:B\n";

        assertEquals(1, cut(listed, states).size());
    }

    @Test
    void afterTheCutThereIsNothingLeftToCut() throws FishnetException {
        cut(LISTED, "ALL tcp 192.0.2.5:50000 -> 198.51.100.7:443 A:B\n");

        mac.runner().apply(mac.firewall().cutConnections(LOCKDOWN));

        assertTrue(mac.firewall().cutConnections(LOCKDOWN).isEmpty());
    }

    @Test
    void onlyTheAgentsSocketsAreAskedFor() throws FishnetException {
        cut("", "");

        assertEquals(List.of("lsof -nPw -a -u 502,503 -i -Fn"), mac.commands());
    }

    @Test
    void noSocketsAreNoErrorButLsofsWordsAre() throws FishnetException {
        mac.processes().fail(1, "", "lsof");
        assertTrue(mac.firewall().cutConnections(LOCKDOWN).isEmpty());

        mac.processes().fail(1, "lsof: can't get kernel's table\n", "lsof");
        assertThrows(FishnetException.class, () -> mac.firewall().cutConnections(LOCKDOWN));
    }

    @Test
    void anOrdinaryUsersDryRunHasNone() throws FishnetException {
        mac.processes().print(LISTED, "lsof").fail(1, "pfctl: /dev/pf: Permission denied\n", "pfctl");

        assertTrue(mac.firewall().cutConnections(LOCKDOWN).isEmpty());
        assertFalse(mac.commands().isEmpty());
    }
}
