package dev.fishnet.platform.macos;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** As much of launchd as the plans use: jobs, from their plists, and the list of what must not start. */
final class PretendLaunchd {
    private static final String FOLDER = "/Library/LaunchDaemons/";

    private final InMemoryFiles files;
    private final Map<String, Job> jobs = new TreeMap<>();

    private static final class Job {
        private boolean loaded;
        private boolean running;
        private boolean disabled;
        private int pid = 912;

        @Override
        public String toString() {
            return "loaded " + loaded + ", running " + running + ", disabled " + disabled;
        }
    }

    PretendLaunchd(InMemoryFiles files) {
        this.files = files;
    }

    ScriptedProcesses answering(ScriptedProcesses processes) {
        return processes.answer(this::launchctl, "launchctl");
    }

    private Job job(String label) {
        return jobs.computeIfAbsent(label, fresh -> new Job());
    }

    void disable() {
        disable(LaunchdPlist.LABEL);
    }

    void disable(String label) {
        job(label).disabled = true;
    }

    /** The daemon ends by itself, as one does that cannot unlock its vault. */
    void daemonEnds() {
        job(LaunchdPlist.LABEL).running = false;
    }

    void reboot() {
        files.all().keySet().stream()
                .filter(path -> path.startsWith(FOLDER))
                .map(path -> path.substring(FOLDER.length(), path.length() - ".plist".length()))
                .forEach(this::job);
        jobs.forEach((label, job) -> {
            job.loaded = !job.disabled && hasPlist(label);
            job.running = job.loaded;
        });
    }

    boolean isLoaded() {
        return isLoaded(LaunchdPlist.LABEL);
    }

    boolean isLoaded(String label) {
        return job(label).loaded;
    }

    private boolean hasPlist(String label) {
        return files.read(FOLDER + label + ".plist")
                .filter(file ->
                        file.mode().owner().equals("root") && file.mode().bits() == 0644)
                .isPresent();
    }

    private ProcessOutcome launchctl(Command command) {
        if (command.argv().get(1).equals("print-disabled")) {
            return printDisabled();
        }
        String label = command.argv().getLast().replaceAll("^(system/|" + FOLDER + ")|\\.plist$", "");
        Job job = job(label);
        return switch (String.join(" ", command.argv().subList(1, command.argv().size()))
                .replace(label, "LABEL")) {
            case "print system/LABEL" -> print(label, job);
            case "bootstrap system /Library/LaunchDaemons/LABEL.plist" -> bootstrap(label, job);
            case "bootout system/LABEL" -> bootout(job);
            case "enable system/LABEL" -> setDisabled(job, false);
            case "disable system/LABEL" -> setDisabled(job, true);
            case "kickstart -k system/LABEL" -> restart(label, job);
            default -> new ProcessOutcome(64, "", "Unrecognized subcommand\n");
        };
    }

    private ProcessOutcome printDisabled() {
        String others = jobs.entrySet().stream()
                .filter(entry -> entry.getValue().disabled)
                .map(entry -> "\t\"" + entry.getKey() + "\" => disabled\n")
                .collect(Collectors.joining());
        return said(Captured.PRINT_DISABLED
                .formatted(job(LaunchdPlist.LABEL).disabled ? "disabled" : "enabled")
                .replace("}\n", others + "}\n"));
    }

    private static ProcessOutcome notFound(String label) {
        return new ProcessOutcome(113, "", Captured.NOT_FOUND.replace(LaunchdPlist.LABEL, label));
    }

    private static ProcessOutcome print(String label, Job job) {
        if (!job.loaded) {
            return notFound(label);
        }
        return said((job.running ? Captured.RUNNING.replace("912", "" + job.pid) : Captured.ENDED)
                .replace(LaunchdPlist.LABEL, label));
    }

    private ProcessOutcome bootstrap(String label, Job job) {
        if (job.loaded || job.disabled || !hasPlist(label)) {
            return new ProcessOutcome(5, "", "Bootstrap failed: 5: Input/output error\n");
        }
        job.loaded = true;
        job.running = true;
        return said("");
    }

    private static ProcessOutcome bootout(Job job) {
        if (!job.loaded) {
            return new ProcessOutcome(3, "", "Boot-out failed: 3: No such process\n");
        }
        job.loaded = false;
        job.running = false;
        return said("");
    }

    private static ProcessOutcome setDisabled(Job job, boolean value) {
        job.disabled = value;
        return said("");
    }

    private static ProcessOutcome restart(String label, Job job) {
        if (!job.loaded) {
            return notFound(label);
        }
        job.running = true;
        job.pid++;
        return said("");
    }

    private static ProcessOutcome said(String text) {
        return new ProcessOutcome(0, text, "");
    }

    @Override
    public String toString() {
        return job(LaunchdPlist.LABEL).toString();
    }
}
