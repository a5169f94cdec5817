package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveConnectionsTest {
    private static final Lockdown POLICY = Lockdown.standard(new AgentUser(
            new UserName("agent_runner"),
            1001,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535)))));

    private static final Lockdown STRICT = new Lockdown(List.of(new LockedAgent(
            new AgentUser(new UserName("agent_runner"), 1001, SubordinateIds.NONE),
            new LoopbackAccess.Strict(3777, new TreeSet<>(Set.of(5173))))));

    private static List<String> cut(String listed) throws FishnetException {
        return cut(listed, POLICY);
    }

    private static List<String> cut(String listed, Lockdown policy) throws FishnetException {
        LiveConnections connections = new LiveConnections(new ScriptedProcesses().print(listed + "\n", "ss"));
        return ShellScript.render(new ChangePlan("", connections.cut(policy)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ESTAB 0 0 192.0.2.1:4242 192.0.2.2:443 uid:1001 ino:7 sk:1 <->|192.0.2.1:4242|192.0.2.2:443",
                "ESTAB 0 0 192.0.2.1:4242 192.0.2.2:443 timer:(keepalive,9min,0) uid:165535 ino:7 sk:1|192.0.2.1:4242|192.0.2.2:443",
                "FIN-WAIT-1 0 33625 192.0.2.1:60262 192.0.2.2:8080 timer:(persist,096ms,1) uid:1001 ino:0 sk:9|192.0.2.1:60262|192.0.2.2:8080",
                "SYN-SENT 0 1 [2001:db8::1]:4242 [2001:db8::2]:443 uid:1001 ino:7 sk:1|'[2001:db8::1]:4242'|'[2001:db8::2]:443'",
                "ESTAB 0 0 192.0.2.1%eth0:4242 192.0.2.2:443 uid:1001 ino:7 sk:1|192.0.2.1:4242|192.0.2.2:443",
                "ESTAB 0 0 [fe80::1]%eth0:4242 [fe80::2]:443 uid:1001 ino:7 sk:1|'[fe80::1]:4242'|'[fe80::2]:443'",
                "ESTAB 0 0 [::ffff:192.0.2.1]:4242 [::ffff:192.0.2.2]:443 uid:1001 ino:7|'[::ffff:192.0.2.1]:4242'|'[::ffff:192.0.2.2]:443'",
            })
    void aConnectionOfAnAgentIsEnded(String listed, String local, String remote) throws FishnetException {
        assertEquals(List.of("sudo ss --kill --tcp src " + local + " dst " + remote), cut(listed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another user's|ESTAB 0 0 192.0.2.1:4242 192.0.2.2:443 uid:1002 ino:7 sk:1 <->",
                "root's, which has no uid|ESTAB 0 0 192.0.2.1:4242 192.0.2.2:443 ino:7 sk:1 <->",
                "one to the gateway|ESTAB 0 0 127.0.0.1:4242 127.0.0.1:3777 uid:1001 ino:7 sk:1 <->",
                "one to the gateway, IPv6|ESTAB 0 0 [::1]:4242 [::1]:3777 uid:1001 ino:7 sk:1 <->",
                "one to this machine's own address|ESTAB 0 0 192.0.2.1:4242 192.0.2.1:22 uid:1001 ino:7 sk:1 <->",
                "a line that says nothing|uid:1001",
                "ends without ports|ESTAB 0 0 192.0.2.1 192.0.2.2 uid:1001 ino:7",
            })
    void nothingElseIs(String what, String listed) throws FishnetException {
        assertEquals(List.of(), cut(listed), what);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:4242, 192.0.2.2:443, true, true",
        "127.0.0.1:4242, 127.0.0.1:3777, false, false",
        "[::1]:4242, [::1]:3777, false, false",
        "[::ffff:127.0.0.1]:4242, [::ffff:127.0.0.1]:3777, false, false",
        "127.0.0.1:4242, 127.0.0.1:5173, false, false",
        "127.0.0.1:5173, 127.0.0.1:4242, false, false",
        "127.0.0.1:3777, 127.0.0.1:4242, false, true",
        "127.0.0.1:4242, 127.0.0.1:5432, false, true",
        "127.0.0.1:4242, 127.0.0.2:3777, false, true",
        "[::1]:4242, [::1]:5432, false, true",
        "192.0.2.1:4242, 192.0.2.1:3777, false, true",
        "127.0.0.1:4242, 127.0.0.53:53, true, true",
        "[::1]:4242, [::1]:853, true, true",
    })
    void whatTheLockdownWouldNotLetAnAgentOpenIsEnded(String local, String remote, boolean standard, boolean strict)
            throws FishnetException {
        String listed = "ESTAB 0 0 " + local + " " + remote + " uid:1001 ino:7 sk:1 <->";

        assertEquals(standard, !cut(listed).isEmpty(), "standard");
        assertEquals(strict, !cut(listed, STRICT).isEmpty(), "strict");
    }

    @Test
    void aMachineThatCannotListThemSaysWhatToInstall() {
        LiveConnections connections = new LiveConnections(new ScriptedProcesses());

        FishnetException refused = assertThrows(FishnetException.class, () -> connections.cut(POLICY));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertTrue(refused.toString().contains("ss is not installed"), refused::toString);
    }

    /** Found in review: an agent with thousands of connections made the list too long, and none was ended. */
    @Test
    void aListThatCannotBeReadIsAFailure() {
        LiveConnections connections = new LiveConnections(new ScriptedProcesses().fail(1, "too much\n", "ss"));

        FishnetException refused = assertThrows(FishnetException.class, () -> connections.cut(POLICY));

        assertEquals(ErrorKind.FAILED, refused.kind());
    }
}
