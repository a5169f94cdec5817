package dev.fishnet.platform.linux;

import static dev.fishnet.platform.linux.KeptMachine.CODER;
import static dev.fishnet.platform.linux.KeptMachine.PROGRAM;
import static dev.fishnet.platform.linux.KeptMachine.TESTER;
import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.plan.ChangePlan;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every change of what is kept fails, or is cut off, at every one of its steps. */
@Tag("S-27")
class InterruptedLockdownTest {
    private interface Work {
        void on(KeptMachine kept) throws FishnetException;
    }

    private interface Plan {
        ChangePlan on(KeptMachine kept) throws FishnetException;
    }

    enum Change {
        ENABLE(kept -> {}, kept -> kept.firewall().enable(lockdown(CODER))),
        WATCH(
                kept -> kept.apply(kept.firewall().enable(lockdown(CODER))),
                kept -> kept.firewall().healing(lockdown(CODER), PROGRAM)),
        ADD(kept -> kept.enable(lockdown(TESTER)), kept -> kept.firewall().enable(lockdown(CODER))),
        SWITCH(
                kept -> kept.enable(lockdown(CODER)),
                kept -> kept.firewall(FirewallBackend.NFTABLES).enable(lockdown(CODER))),
        REPAIR(
                kept -> {
                    kept.enable(lockdown(CODER));
                    kept.iptables.flush();
                },
                kept -> kept.firewall().heal()),
        RELEASE_ONE(
                kept -> kept.enable(lockdown(CODER, TESTER)),
                kept -> kept.firewall().disable(TESTER.name())),
        RELEASE_ALL(
                kept -> kept.enable(lockdown(CODER)), kept -> kept.firewall().disable(CODER.name()));

        private final Work before;
        private final Plan plan;

        Change(Work before, Plan plan) {
            this.before = before;
            this.plan = plan;
        }

        KeptMachine prepared() throws FishnetException {
            KeptMachine kept = new KeptMachine();
            before.on(kept);
            return kept;
        }

        int steps() throws FishnetException {
            return plan.on(prepared()).steps().size();
        }

        /** A machine on which it went wrong. */
        KeptMachine interrupted(int step, boolean cut) throws FishnetException {
            KeptMachine kept = prepared();
            ChangePlan interrupted = plan.on(kept);
            kept.machine.troubleAfter(step, cut);
            Class<? extends Exception> trouble = cut ? PretendMachine.PowerCut.class : FishnetException.class;
            assertThrows(trouble, () -> kept.apply(interrupted));
            kept.machine.noTrouble();
            return kept;
        }

        void again(KeptMachine kept) throws FishnetException {
            kept.apply(plan.on(kept));
            assertEquals(this == REPAIR ? 1 : 0, plan.on(kept).steps().size(), "a repair always tells the watch");
        }

        String outcome() throws FishnetException {
            KeptMachine kept = prepared();
            kept.apply(plan.on(kept));
            return kept.inForce();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStepThatFailsLeavesInForceWhatWas(Change change) throws FishnetException {
        String before = change.prepared().inForce();
        for (int step = 0; step < change.steps(); step++) {
            assertEquals(before, change.interrupted(step, false).inForce(), "after step " + step);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runningAFailedChangeAgainCompletesIt(Change change) throws FishnetException {
        assertAgainCompletes(change, false);
    }

    @ParameterizedTest
    @EnumSource
    void runningAChangeAgainThatWasCutOffCompletesIt(Change change) throws FishnetException {
        assertAgainCompletes(change, true);
    }

    private static void assertAgainCompletes(Change change, boolean cut) throws FishnetException {
        String outcome = change.outcome();
        for (int step = 0; step < change.steps(); step++) {
            KeptMachine kept = change.interrupted(step, cut);
            change.again(kept);
            assertEquals(outcome, kept.inForce(), "after step " + step);
            if (change == Change.RELEASE_ALL) {
                assertEquals(new KeptMachine().state(), kept.state(), "after step " + step);
            }
        }
    }

    /** No lockdown that somebody has asked for is given up because its end was cut off. */
    @ParameterizedTest
    @EnumSource
    void enablingCompletesWhateverWasCutOff(Change change) throws FishnetException {
        for (int step = 0; step < change.steps(); step++) {
            KeptMachine kept = change.interrupted(step, true);
            kept.enable(lockdown(CODER, TESTER));
            kept.systemd.look();
            FirewallBackend backend =
                    FirewallBackend.valueOf(kept.firewall().backend().toUpperCase(Locale.ROOT));
            kept.assertKept(backend, lockdown(CODER, TESTER));
            assertTrue(kept.systemd.runs(FirewallUnits.TIMER), "after step " + step);
        }
    }
}
