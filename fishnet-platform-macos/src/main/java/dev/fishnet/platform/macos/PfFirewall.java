package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lockdown through an anchor of pf, which holds TCP and UDP; pf knows no uid for anything else. pf is turned on by
 * a reference of our own, which the last agent's release gives back; what turns pf off for everybody is never run.
 */
final class PfFirewall implements FirewallPort {
    private final Pfctl pfctl;
    private final OpenFlows flows;
    private final PfBoot boot;
    private final SystemFiles files;

    PfFirewall(ProcessControlPort processes, SystemFiles files) {
        this.pfctl = new Pfctl(processes);
        this.flows = new OpenFlows(processes, pfctl);
        this.boot = new PfBoot(processes, files);
        this.files = files;
    }

    @Override
    public ChangePlan enable(FirewallPolicy policy) throws FishnetException {
        return switch (policy) {
            case Lockdown lockdown -> new ChangePlan("Firewall enable", enable(lockdown));
        };
    }

    private List<Step> enable(Lockdown lockdown) throws FishnetException {
        PfFiles found = PfFiles.read(files);
        Pfctl.Loaded loaded = loadedUnlessForbidden();
        Lockdown wanted = found.lockdown().map(there -> there.with(lockdown)).orElse(lockdown);
        List<Step> steps = new ArrayList<>(PfSteps.enforce(found, loaded, wanted));
        steps.addAll(boot.install());
        steps.addAll(PfSteps.turnOn(loaded, PfReference.read(files)));
        return steps;
    }

    @Override
    public ChangePlan disable(UserName agent) throws FishnetException {
        PfFiles found = PfFiles.read(files);
        Optional<Lockdown> others = found.lockdown().flatMap(there -> there.without(agent));
        if (others.isEmpty()) {
            return new ChangePlan("Firewall disable", remove(found));
        }
        return new ChangePlan(
                "Firewall disable", others.equals(found.lockdown()) ? List.of() : PfSteps.replace(found, others.get()));
    }

    private List<Step> remove(PfFiles found) throws FishnetException {
        PfReference reference = PfReference.read(files);
        List<Step> steps = new ArrayList<>(boot.stop());
        steps.addAll(PfSteps.remove(found));
        steps.addAll(boot.remove());
        if (reference.file().isPresent()) {
            steps.addAll(reference.release(loadedUnlessForbidden().references()));
        }
        return steps;
    }

    @Override
    public FirewallState inspect() {
        Optional<Lockdown> expected = Optional.empty();
        try {
            PfFiles found = PfFiles.read(files);
            expected = found.lockdown();
            return found.isAbsent() && boot.isAbsent()
                    ? new FirewallState.Absent()
                    : state(expected, differences(found, pfctl.loaded()));
        } catch (FishnetException e) {
            return new FirewallState.Unreadable(expected, String.valueOf(e.getMessage()));
        }
    }

    private List<String> differences(PfFiles found, Pfctl.Loaded loaded) throws FishnetException {
        List<String> differences = new ArrayList<>(found.differences());
        if (!loaded.enabled()) {
            differences.add("pf is not enabled");
        } else if (PfReference.read(files).live(loaded.references()).isEmpty()) {
            differences.add("pf is on, but by no reference of ours");
        }
        if (!loaded.attached()) {
            differences.add("pf's main ruleset does not ask " + PfAnchor.NAME + " before it lets anything pass");
        }
        found.lockdown().ifPresent(wanted -> differences.addAll(loaded.rules().differencesFrom(wanted)));
        differences.addAll(boot.differences());
        return differences;
    }

    private static FirewallState state(Optional<Lockdown> expected, List<String> differences) {
        return differences.isEmpty() && expected.isPresent()
                ? new FirewallState.Enforced(expected.get())
                : new FirewallState.Drifted(expected, differences);
    }

    private Pfctl.Loaded loadedUnlessForbidden() throws FishnetException {
        try {
            return pfctl.loaded();
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            return Pfctl.Loaded.NOTHING;
        }
    }

    /** {@inheritDoc} Only root sees other users' connections, so an ordinary user's dry run has none. */
    @Override
    public ChangePlan cutConnections(Lockdown policy) throws FishnetException {
        String title = "Connections opened before";
        try {
            return new ChangePlan(title, flows.cut(policy));
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            return new ChangePlan(title, List.of());
        }
    }

    /** None: what launchd runs keeps no record. */
    @Override
    public List<Repair> repairs() {
        return List.of();
    }

    @Override
    public String backend() {
        return "pf";
    }
}
