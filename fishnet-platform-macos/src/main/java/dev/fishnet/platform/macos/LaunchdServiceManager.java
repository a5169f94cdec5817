package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The daemon as a LaunchDaemon. Stopping is {@code launchctl bootout}: launchd forgets the job and reads its plist
 * again at boot. {@code launchctl unload -w} would also keep it from starting at boot, and a mere {@code kill} leaves
 * it to KeepAlive whether it stays down.
 */
final class LaunchdServiceManager implements ServiceManagerPort {
    /**
     * Where the program lies; every parent must be root's, which {@code /usr/local} is unless somebody gave it away.
     */
    static final String IMAGE = "/usr/local/lib/fishnet";

    private static final FileMode MODE = new FileMode("root", "wheel", 0644);

    private final Launchctl launchctl;
    private final SystemFiles files;
    private final Places places;

    LaunchdServiceManager(ProcessControlPort processes, SystemFiles files, Places places) {
        this.launchctl = new Launchctl(processes, LaunchdPlist.LABEL);
        this.files = files;
        this.places = places;
    }

    @Override
    public String unitPath() {
        return LaunchdPlist.FILE;
    }

    @Override
    public String unitText(ServiceDefinition definition) throws FishnetException {
        return LaunchdPlist.render(definition);
    }

    @Override
    public ChangePlan install(ServiceDefinition definition) throws FishnetException {
        requireRootsAlone(definition);
        Step.WriteFile wanted = new Step.WriteFile(LaunchdPlist.FILE, LaunchdPlist.render(definition), MODE);
        boolean samePlist = files.read(LaunchdPlist.FILE).equals(Optional.of(wanted));
        ServiceImage image = new ServiceImage(IMAGE, places);
        boolean sameImage = image.holds(definition.sources());
        Optional<LaunchdJob> job = launchctl.job();
        List<Step> steps = new ArrayList<>();
        if (job.isPresent() && !samePlist) {
            steps.add(Step.Run.of(launchctl.bootout(), launchctl.bootstrap()));
        }
        if (!sameImage) {
            steps.addAll(image.replace(definition.sources()));
        }
        if (!samePlist) {
            steps.add(wanted);
        }
        steps.addAll(start(job.filter(loaded -> samePlist), sameImage));
        if (!sameImage) {
            steps.addAll(image.tidy());
        }
        return new ChangePlan("Service install", steps);
    }

    /** A job that is loaded starts with RunAtLoad, so only one that was there already is restarted. */
    private List<Step> start(Optional<LaunchdJob> loaded, boolean sameImage) throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (launchctl.isDisabled()) {
            steps.add(Step.Run.of(launchctl.enable(), launchctl.disable()));
        }
        if (loaded.isEmpty()) {
            steps.add(Step.Run.of(launchctl.bootstrap(), launchctl.bootout()));
        } else if (!sameImage || !loaded.get().running()) {
            steps.add(Step.Run.of(launchctl.restart()));
        }
        return steps;
    }

    @Override
    public ChangePlan uninstall() throws FishnetException {
        ServiceImage image = new ServiceImage(IMAGE, places);
        List<Step> steps = new ArrayList<>(stop().steps());
        if (files.read(LaunchdPlist.FILE).isPresent()) {
            steps.add(new Step.RemoveFile(LaunchdPlist.FILE));
        }
        steps.addAll(image.remove());
        steps.addAll(image.tidy());
        return new ChangePlan("Service uninstall", steps);
    }

    @Override
    public ChangePlan stop() throws FishnetException {
        return new ChangePlan(
                "Service stop",
                launchctl.job().isPresent()
                        ? List.of(Step.Run.of(launchctl.bootout(), launchctl.bootstrap()))
                        : List.of());
    }

    @Override
    public String logCommand() {
        return "sudo tail -n 20 '/Library/Application Support/Fishnet/fishnet.log'";
    }

    @Override
    public String startCommand() {
        return "sudo " + String.join(" ", launchctl.bootstrap().argv());
    }

    @Override
    public ServiceState inspect() {
        try {
            boolean written = files.read(LaunchdPlist.FILE).isPresent();
            Optional<LaunchdJob> job = launchctl.job();
            if (!written && job.isEmpty()) {
                return new ServiceState.NotInstalled();
            }
            return new ServiceState.Installed(
                    written && !launchctl.isDisabled(),
                    job.map(LaunchdJob::running).orElse(false),
                    job.map(LaunchdJob::pid).orElse(OptionalLong.empty()));
        } catch (FishnetException e) {
            return new ServiceState.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private void requireRootsAlone(ServiceDefinition definition) throws FishnetException {
        if (!definition.image().equals(IMAGE)) {
            throw new FishnetException(ErrorKind.USAGE, "on macOS the program lies in " + IMAGE + " and nowhere else");
        }
        RootsAlone check = new RootsAlone(places);
        refuse("the Java runtime", check.weakSpot(definition.java()));
        refuse("the program", check.onTheWay(RootsAlone.parent(IMAGE)));
        if (places.at(definition.java() + "/bin/java").isEmpty()) {
            throw new FishnetException(ErrorKind.NOT_FOUND, "there is no bin/java in " + definition.java());
        }
    }

    private static void refuse(String what, Optional<Place> weak) throws FishnetException {
        if (weak.isPresent()) {
            throw new FishnetException(
                    ErrorKind.DENIED,
                    what + " could be overwritten by somebody other than root, at "
                            + weak.get().path(),
                    "give it to root alone: sudo chown root:wheel '"
                            + weak.get().path() + "' && sudo chmod go-w '"
                            + weak.get().path() + "'");
        }
    }
}
