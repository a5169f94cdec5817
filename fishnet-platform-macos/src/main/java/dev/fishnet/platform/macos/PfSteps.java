package dev.fishnet.platform.macos;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which pf is changed: nothing is written before pfctl has parsed it, the anchor's file is there before
 * anything loads it and goes after everything has let go of it. The main ruleset is reloaded only when it does not ask
 * the anchor, because a reload drops what system services have put there since boot; it is never reloaded to undo
 * something, since an anchor that is empty does nothing.
 */
final class PfSteps {
    private PfSteps() {}

    /** The rules, where they are not in force already. */
    static List<Step> enforce(PfFiles found, Pfctl.Loaded loaded, Lockdown wanted) {
        String rules = PfAnchor.render(wanted);
        String conf = PfConf.withAnchor(found.confText());
        boolean filesAreRight = rules.equals(found.anchorText()) && conf.equals(found.confText());
        if (filesAreRight
                && loaded.attached()
                && loaded.rules().differencesFrom(wanted).isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>(writeAnchor(rules));
        steps.addAll(writeConf(found, conf));
        if (!loaded.attached()) {
            steps.add(Step.Run.of(Pfctl.loadMain(), anchorAsBefore(found)));
        }
        steps.add(Step.Run.of(Pfctl.loadAnchor(), anchorAsBefore(found)));
        return steps;
    }

    /** Last of all, so that no failure leaves a reference behind; pf may be on already, but by others who let go. */
    static List<Step> turnOn(Pfctl.Loaded loaded, PfReference reference) {
        return loaded.enabled() && !reference.live(loaded.references()).isEmpty()
                ? List.of()
                : List.of(PfReference.take());
    }

    private static List<Step> writeAnchor(String rules) {
        return List.of(Step.Run.of(Pfctl.checkAnchor(rules)), PfFiles.newAnchor(rules));
    }

    private static List<Step> writeConf(PfFiles found, String conf) {
        return conf.equals(found.confText())
                ? List.of()
                : List.of(Step.Run.of(Pfctl.checkMain(PfConf.ended(conf))), found.newConf(conf));
    }

    /** From standard input, because the file is put back only after this. */
    private static Command anchorAsBefore(PfFiles found) {
        return found.anchor().isEmpty() ? Pfctl.emptyAnchor() : Pfctl.loadAnchor(found.anchorText());
    }

    /** Fewer agents than before; everything else stands. */
    static List<Step> replace(PfFiles found, Lockdown wanted) {
        List<Step> steps = new ArrayList<>(writeAnchor(PfAnchor.render(wanted)));
        steps.add(Step.Run.of(Pfctl.loadAnchor(), anchorAsBefore(found)));
        return steps;
    }

    /** Everything of ours but what launchd and the reference are for. */
    static List<Step> remove(PfFiles found) {
        List<Step> steps = new ArrayList<>();
        if (found.isAbsent()) {
            return steps;
        }
        steps.add(
                found.anchor().isEmpty()
                        ? Step.Run.of(Pfctl.emptyAnchor())
                        : Step.Run.of(Pfctl.emptyAnchor(), Pfctl.loadAnchor()));
        if (!found.confIsForeign()) {
            steps.addAll(writeConf(found, PfConf.withoutAnchor(found.confText())));
        }
        if (found.anchor().isPresent()) {
            steps.add(new Step.RemoveFile(PfAnchor.FILE));
        }
        return steps;
    }
}
