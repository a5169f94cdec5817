package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.service.ServiceDefinition;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The lockdown on a machine that systemd boots: files in /etc, units that load them, and a watch over what is loaded.
 */
final class SystemdPersistence implements Persistence {
    static final String HOLD_FILE = "hold";

    private static final String OURS = VaultKeyHandover.FOLDER;
    private static final String FOLDER = OURS + "/firewall";
    private static final String LOCKDOWN = "lockdown";
    private static final String STATE = "/var/lib/fishnet-firewall";
    private static final String REPAIRS = STATE + "/repairs";
    private static final List<String> UNITS =
            List.of(FirewallUnits.BOOT, FirewallUnits.HOLD, FirewallUnits.START, FirewallUnits.STOP);
    private static final String HINT = "move it away, and run 'fishnet firewall enable --apply' for every agent";

    private final ProcessControlPort processes;
    private final MachineFiles files;
    private final String image;
    private final InstantSource clock;

    /** @param image where root keeps the program */
    SystemdPersistence(ProcessControlPort processes, MachineFiles files, String image, InstantSource clock) {
        this.processes = processes;
        this.files = files;
        this.image = image;
        this.clock = clock;
    }

    @Override
    public Optional<Kept> kept() throws FishnetException {
        String path = FOLDER + "/" + LOCKDOWN;
        Optional<FileEntry> entry = files.look(path);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (entry.get().kind() != FileEntry.Kind.FILE || !entry.get().isRootsAlone()) {
            throw new FishnetException(ErrorKind.CORRUPT, path + " is not root's alone, so nobody can trust it", HINT);
        }
        try {
            return files.text(path).map(KeptLockdown::parse);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, path + " does not say who is locked down: " + e.getMessage(), HINT, e);
        }
    }

    /** Who is locked down comes first: if all else is cut off, the repair goes by that. */
    @Override
    public List<Step> keep(Kept wanted, Wording wording) throws FishnetException {
        NativeForm form = wording.form();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(LOCKDOWN, KeptLockdown.text(wanted));
        texts.put(HOLD_FILE, Hold.text(wanted.lockdown()));
        form.loads().forEach(load -> texts.put(load.name(), load.text()));
        List<Step> steps = new ArrayList<>();
        for (String folder : List.of(OURS, FOLDER)) {
            steps.addAll(RootFiles.folder(files, folder));
        }
        for (Map.Entry<String, String> file : texts.entrySet()) {
            steps.addAll(RootFiles.file(files, FOLDER + "/" + file.getKey(), file.getValue()));
        }
        SystemdUnits units = units();
        units.write(
                Map.of(
                        FirewallUnits.BOOT,
                        FirewallUnits.boot(form, FOLDER),
                        FirewallUnits.HOLD,
                        FirewallUnits.hold(FOLDER),
                        FirewallUnits.START,
                        FirewallUnits.start(FOLDER),
                        FirewallUnits.STOP,
                        FirewallUnits.stop(FOLDER)),
                steps);
        for (String unit : UNITS) {
            units.enable(unit, steps);
        }
        files.names(FOLDER).stream()
                .filter(name -> !texts.containsKey(name))
                .forEach(name -> steps.add(new Step.RemoveFile(FOLDER + "/" + name)));
        return steps;
    }

    /** The rules are loaded when this runs: no need to hold the agents, which a unit does as it starts or stops. */
    @Override
    public List<Step> watch(Wording wording, boolean changed) throws FishnetException {
        List<Step> steps = new ArrayList<>();
        SystemdUnits units = units();
        if (!units.status(FirewallUnits.BOOT).running()
                || !units.status(FirewallUnits.HOLD).running()) {
            steps.add(Step.Run.of(
                    Command.of("systemctl", "restart", FirewallUnits.HOLD, FirewallUnits.STOP, FirewallUnits.BOOT)));
            release(steps, ProcessOutcome::succeeded);
        }
        if (files.look(SystemdUnits.path(FirewallUnits.TIMER)).isPresent()) {
            watched(wording.form(), changed, steps);
        }
        return steps;
    }

    private void watched(NativeForm form, boolean changed, List<Step> steps) throws FishnetException {
        SystemdUnits units = units();
        boolean other = units.write(
                Map.of(
                        FirewallUnits.WATCH, FirewallUnits.watch(form),
                        FirewallUnits.RECORD, FirewallUnits.record(form),
                        FirewallUnits.TIMER, FirewallUnits.timer()),
                steps);
        if (changed || other || files.look(FirewallUnits.RUN + "/expected").isEmpty()) {
            steps.add(Step.Run.of(Command.of("systemctl", "start", FirewallUnits.RECORD)));
        }
        units.enableNow(FirewallUnits.TIMER, steps);
    }

    /** A daemon that is installed runs from the same image: only its own installation may replace that. */
    @Override
    public List<Step> healing(Wording wording, ServiceDefinition program) throws FishnetException {
        String java = new TrustedRuntime(files).require(program.java());
        ProgramImage installed = new ProgramImage(files, image, program.sources(), java);
        boolean daemons = files.look(SystemdServiceManager.PATH).isPresent()
                && files.look(image + "/lib").isPresent();
        boolean fresh = !daemons && !installed.isCurrent();
        List<Step> steps = new ArrayList<>();
        if (fresh) {
            steps.addAll(installed.prepare());
            steps.addAll(installed.swap());
        }
        steps.addAll(RootFiles.folder(files, STATE));
        units().write(Map.of(FirewallUnits.HEAL, FirewallUnits.heal(java, image)), steps);
        watched(wording.form(), false, steps);
        List<String> leftovers = daemons ? List.of() : installed.leftovers(fresh);
        if (!leftovers.isEmpty()) {
            steps.add(RootFiles.remove(leftovers));
        }
        return steps;
    }

    @Override
    public List<Step> repaired(List<String> differences) throws FishnetException {
        if (files.look(STATE).isEmpty()) {
            return List.of();
        }
        List<Repair> repairs = Stream.concat(Stream.of(new Repair(clock.instant(), differences)), remembered().stream())
                .toList();
        String text = RepairLog.text(repairs);
        return List.of(new Step.WriteFile(REPAIRS, text, new FileMode("root", "root", 0644)));
    }

    /** News that cannot be read is no reason to leave a lockdown undone. */
    private List<Repair> remembered() {
        try {
            return repairs();
        } catch (FishnetException e) {
            return List.of();
        }
    }

    @Override
    public List<Repair> repairs() throws FishnetException {
        return files.text(REPAIRS).map(RepairLog::parse).orElse(List.of());
    }

    /** A repair that has begun waits for its turn, and would find its program gone. */
    @Override
    public List<Step> unwatch() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        units().remove(
                        List.of(FirewallUnits.TIMER, FirewallUnits.WATCH, FirewallUnits.HEAL, FirewallUnits.RECORD),
                        Command.of("systemctl", "enable", "--now", FirewallUnits.TIMER),
                        steps);
        return steps;
    }

    /** Stopping the boot's unit would put up the hold: what it reads goes first. What cannot be undone comes last. */
    @Override
    public List<Step> forget() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (files.look(FOLDER + "/" + HOLD_FILE).isPresent()) {
            steps.add(new Step.RemoveFile(FOLDER + "/" + HOLD_FILE));
        }
        units().remove(
                        UNITS,
                        Command.of(
                                "systemctl",
                                "enable",
                                FirewallUnits.BOOT,
                                FirewallUnits.HOLD,
                                FirewallUnits.START,
                                FirewallUnits.STOP),
                        steps);
        release(steps, shown -> shown.succeeded() && !shown.output().isBlank());
        for (String name : files.names(FOLDER)) {
            if (!name.equals(HOLD_FILE)) {
                steps.add(new Step.RemoveFile(FOLDER + "/" + name));
            }
        }
        removeFolders(steps);
        return steps;
    }

    /**
     * Adds what takes the hold away, for each IP version of which the answer to a question about it says that it may.
     */
    private void release(List<Step> steps, Predicate<ProcessOutcome> may) throws FishnetException {
        List<List<String>> shows = Hold.show();
        for (int family = 0; family < shows.size(); family++) {
            try {
                if (may.test(processes.run(new Command(shows.get(family), Optional.empty())))) {
                    steps.add(Step.Run.of(new Command(Hold.release().get(family), Optional.empty())));
                }
            } catch (ProgramMissingException e) {
                return;
            }
        }
    }

    private void removeFolders(List<Step> steps) throws FishnetException {
        List<String> folders = new ArrayList<>();
        boolean ours = files.look(SystemdServiceManager.PATH).isEmpty() && !new PackagedProgram(files, image).isThere();
        for (String folder :
                ours ? List.of(FOLDER, STATE, FirewallUnits.RUN, image) : List.of(FOLDER, STATE, FirewallUnits.RUN)) {
            if (files.look(folder).isPresent()) {
                folders.add(folder);
            }
        }
        if (files.names(OURS).equals(List.of("firewall"))) {
            folders.add(OURS);
        }
        if (!folders.isEmpty()) {
            steps.add(RootFiles.remove(folders));
        }
    }

    private SystemdUnits units() {
        return new SystemdUnits(processes, files);
    }
}
