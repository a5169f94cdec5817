package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.process.ProcessControlPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What brings the lockdown back without us: two LaunchDaemons that run pfctl itself. One fills the anchor, at boot,
 * when a file it comes from changes and every minute; it never touches the main ruleset, where a reload would drop what
 * system services have put. The other takes the reference that turns pf on, once each boot; it is only laid down, since
 * loading it would take one more than the plan does.
 */
final class PfBoot {
    private static final FileMode MODE = new FileMode("root", "wheel", 0644);

    private final Launchctl filling;
    private final Launchctl starting;
    private final SystemFiles files;

    PfBoot(ProcessControlPort processes, SystemFiles files) {
        this.filling = new Launchctl(processes, PfPlists.FILL);
        this.starting = new Launchctl(processes, PfPlists.START);
        this.files = files;
    }

    boolean isAbsent() throws FishnetException {
        return files.read(filling.plist()).isEmpty()
                && files.read(starting.plist()).isEmpty();
    }

    List<Step> install() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        boolean same = isThere(filling, PfPlists.fill());
        boolean loaded = filling.job().isPresent();
        if (!same && loaded) {
            steps.add(Step.Run.of(filling.bootout(), filling.bootstrap()));
        }
        steps.addAll(write(filling, PfPlists.fill()));
        steps.addAll(write(starting, PfPlists.start()));
        if (!same || !loaded) {
            steps.add(Step.Run.of(filling.bootstrap(), filling.bootout()));
        }
        return steps;
    }

    /** One that somebody has disabled would neither be loaded now nor at boot. */
    private List<Step> write(Launchctl job, String text) throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (!isThere(job, text)) {
            steps.add(new Step.WriteFile(job.plist(), text, MODE));
        }
        if (job.isDisabled()) {
            steps.add(Step.Run.of(job.enable(), job.disable()));
        }
        return steps;
    }

    /** Before the rules go, so that nothing fills the anchor again. */
    List<Step> stop() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (filling.job().isPresent()) {
            steps.add(Step.Run.of(filling.bootout(), filling.bootstrap()));
        }
        if (starting.job().isPresent()) {
            // not undone: it would take another reference, and comes back at boot by itself
            steps.add(Step.Run.of(starting.bootout()));
        }
        return steps;
    }

    List<Step> remove() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        for (Launchctl job : List.of(filling, starting)) {
            if (files.read(job.plist()).isPresent()) {
                steps.add(new Step.RemoveFile(job.plist()));
            }
        }
        return steps;
    }

    List<String> differences() throws FishnetException {
        List<String> differences = new ArrayList<>();
        if (!isThere(filling, PfPlists.fill())
                || filling.isDisabled()
                || filling.job().isEmpty()) {
            differences.add("launchd does not keep the anchor filled (" + filling.plist() + ")");
        }
        if (!isThere(starting, PfPlists.start()) || starting.isDisabled()) {
            differences.add("launchd would not turn pf on at boot (" + starting.plist() + ")");
        }
        return differences;
    }

    private boolean isThere(Launchctl job, String text) throws FishnetException {
        return files.read(job.plist()).equals(Optional.of(new Step.WriteFile(job.plist(), text, MODE)));
    }
}
