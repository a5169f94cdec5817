package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.Repair;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down about a lockdown, and what is refused. */
class KeptLockdownTest {
    private static final String HEAD =
            "# Written by `fishnet firewall`, which replaces it. Who is locked down, after every boot.\n";
    private static final SubordinateIds SUBIDS =
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535), new SubordinateIds.Range(9, 9)));
    private static final Lockdown LOCKDOWN = new Lockdown(List.of(
            LockedAgent.standard(new AgentUser(new UserName("coder"), 1001, SUBIDS)),
            new LockedAgent(
                    new AgentUser(new UserName("tester"), 1002, SubordinateIds.NONE),
                    new LoopbackAccess.Strict(3777, new TreeSet<>(List.of(8080, 9090))))));

    @Test
    @Tag("S-27")
    void itIsALineForEachAgentAndReadsBackAsItWas() {
        Persistence.Kept kept = new Persistence.Kept(FirewallBackend.NFTABLES, LOCKDOWN);

        assertEquals(HEAD + """
                backend nftables
                agent coder 1001 9-9,100000-165535 standard
                agent tester 1002 - strict 3777,8080,9090
                end
                """, KeptLockdown.text(kept));
        assertEquals(kept, KeptLockdown.parse(KeptLockdown.text(kept)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "end\n",
                "backend iptables\nend\n",
                "backend auto\nagent coder 1001 - standard\nend\n",
                "backend iptables\nagent coder 1001 - standard\n",
                "backend iptables\nagent coder 1001 - standard\nend\nend\n",
                "backend iptables\nagent coder 1001 - standard\nagent coder 1002 - standard\nend\n",
                "backend iptables\nagent b 1001 - standard\nagent a 1002 - standard\nend\n",
                "backend iptables\nagent coder 0 - standard\nend\n",
                "backend iptables\nagent coder 01001 - standard\nend\n",
                "backend iptables\nagent coder -1 - standard\nend\n",
                "backend iptables\nagent coder 1001 5-4 standard\nend\n",
                "backend iptables\nagent coder 1001 4-5-6 standard\nend\n",
                "backend iptables\nagent coder 1001 1-5,3-9 standard\nend\n",
                "backend iptables\nagent coder 1001 - open\nend\n",
                "backend iptables\nagent coder 1001 - strict\nend\n",
                "backend iptables\nagent coder 1001 - strict 53\nend\n",
                "backend iptables\nagent coder 1001 - strict 3777,3777\nend\n",
                "backend iptables\nagent coder 1001 - strict 99999999999999\nend\n",
                "backend iptables\nagent coder  1001 - standard\nend\n",
                "backend iptables\r\nagent coder 1001 - standard\r\nend\r\n",
                "backend iptables\nagent -o 1001 - standard\nend\n",
            })
    void whatFishnetWouldNotHaveWrittenIsRefused(String body) {
        assertThrows(
                RuntimeException.class, () -> KeptLockdown.parse(HEAD + body), () -> "read without complaint: " + body);
    }

    @Test
    void theHoldNamesEveryUidOnce() {
        assertEquals("""
                rule add pref 3777 protocol 137 uidrange 1001-1001 prohibit
                rule add pref 3777 protocol 137 uidrange 9-9 prohibit
                rule add pref 3777 protocol 137 uidrange 100000-165535 prohibit
                rule add pref 3777 protocol 137 uidrange 1002-1002 prohibit
                """, Hold.text(LOCKDOWN));
    }

    @Test
    void repairsReadBackAndTheOldestAreForgotten() {
        List<Repair> repairs = IntStream.range(0, 30)
                .mapToObj(second -> new Repair(Instant.ofEpochSecond(100 - second), List.of("gone: " + second, "b")))
                .toList();

        assertEquals(repairs.subList(0, 20), RepairLog.parse(RepairLog.text(repairs)));
    }

    @Test
    void aRepairIsAsLongAsAPersonReads() {
        Repair endless = new Repair(
                Instant.EPOCH,
                IntStream.range(0, 99).mapToObj(line -> "x".repeat(999)).toList());

        List<String> differences =
                RepairLog.parse(RepairLog.text(List.of(endless))).getFirst().differences();

        assertEquals(50, differences.size());
        assertEquals("x".repeat(300) + "…", differences.getFirst());
    }

    @Test
    void whatIsNoRepairIsLeftOut() {
        String text = "  nobody's\n2026-01-01T00:00:00Z\n  a\u001b[31m\nyesterday\n  b\n";

        assertEquals(
                List.of(new Repair(Instant.parse("2026-01-01T00:00:00Z"), List.of("a?[31m"))), RepairLog.parse(text));
    }
}
