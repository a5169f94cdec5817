package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-02")
class PfReferenceTest {
    private static final AgentUser AGENT = new AgentUser(new UserName("agent_runner"), 502, SubordinateIds.NONE);
    private static final Lockdown LOCKDOWN = Lockdown.standard(AGENT);

    private final PretendMac mac = new PretendMac();

    private static PfReference kept(String text) {
        return new PfReference(
                Optional.of(new Step.WriteFile(PfReference.FILE, text, new FileMode("root", "wheel", 0600))));
    }

    @Test
    void itsTokenIsKeptForRootAlone() throws FishnetException {
        mac.enable(LOCKDOWN);

        Step.WriteFile file = mac.files().read(PfReference.FILE).orElseThrow();
        assertEquals(new FileMode("root", "wheel", 0600), file.mode());
        assertEquals("pf enabled\nToken : 42\n", file.content());
    }

    @Test
    void theLastOneOutGivesItBackByItsToken() throws FishnetException {
        mac.enable(LOCKDOWN);

        mac.disable(AGENT.name());

        assertTrue(mac.commands().contains("pfctl -X 42"), mac.commands()::toString);
        assertFalse(mac.pf().isOn(), "nobody else wants it on");
    }

    @Test
    void whoeverElseHoldsPfOnKeepsIt() throws FishnetException {
        mac.pf().takeReferenceForAnother();
        mac.enable(LOCKDOWN);

        mac.disable(AGENT.name());

        assertTrue(mac.pf().isOn());
    }

    @Test
    void aReferenceThatSomebodyTookAwayIsTakenAgain() throws FishnetException {
        mac.enable(LOCKDOWN);
        mac.pf().forgetReferences();
        mac.pf().takeReferenceForAnother();
        assertEquals(
                new FirewallState.Drifted(Optional.of(LOCKDOWN), List.of("pf is on, but by no reference of ours")),
                mac.firewall().inspect());

        ChangePlan plan = mac.firewall().enable(LOCKDOWN);

        assertEquals(List.of(PfReference.take()), plan.steps());
        mac.runner().apply(plan);
        assertEquals(new FirewallState.Enforced(LOCKDOWN), mac.firewall().inspect());
    }

    @Test
    void aTokenThatIsNoLongerCountedIsNotGivenBack() throws FishnetException {
        mac.enable(LOCKDOWN);
        mac.pf().forgetReferences();

        mac.disable(AGENT.name());

        assertFalse(mac.commands().toString().contains("-X"));
        assertEquals(new FirewallState.Absent(), mac.firewall().inspect());
    }

    @Test
    void aTokenThatGoesStaleMeanwhileKeepsNobodyLockedDown() throws FishnetException {
        mac.enable(LOCKDOWN);
        ChangePlan plan = mac.firewall().disable(AGENT.name());
        mac.pf().forgetReferences();

        mac.runner().apply(plan);

        assertEquals(new FirewallState.Absent(), mac.firewall().inspect());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'Token : 42\n', '512 pfctl 42 0 days', 42",
                "'No ALTQ support\npf enabled\nToken : 42\n', '42', 42",
                "'Token : 13971906727590307623\n', '1 pfctl 13971906727590307623 x', 13971906727590307623",
                "'Token : 41\nToken : 42\n', '1 pfctl 42 x', 42",
                "'Token : 42\n', 'No pf starter references held', none",
                "'Token : 42\n', '1 pfctl 142 x', none",
                "'Token : 42 && reboot\n', '1 pfctl 42 x', none",
                "'Token : -X\n', '-X', none",
                "'Token : 139719067275903076231\n', '139719067275903076231', none",
                "'42\n', '42', none",
            })
    void onlyATokenOfOursThatPfStillCountsIsLive(String text, String references, String live) {
        assertEquals(Optional.ofNullable(live).stream().toList(), kept(text).live(references));
    }
}
