package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs for the agent when nobody watches: cron, at, lingering, units of its own; and root's jobs it could edit.
 */
final class ScheduledJobs {
    private static final String CRON = "cron_jobs";
    private static final List<String> ROOTS_FOLDERS = List.of(
            "/etc/cron.d",
            "/etc/cron.hourly",
            "/etc/cron.daily",
            "/etc/cron.weekly",
            "/etc/cron.monthly",
            "/etc/cron.yearly");

    private final MachineTree tree;
    private final Reach reach;

    ScheduledJobs(MachineTree tree, Reach reach) {
        this.tree = tree;
        this.reach = reach;
    }

    List<Observation> cron(Agent agent) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        for (String folder : List.of("/var/spool/cron/crontabs", "/var/spool/cron", "/var/spool/cron/tabs")) {
            String own = folder + "/" + agent.name();
            if (tree.facts(own).isPresent()) {
                faults.add(fault(CRON, agent + " has a crontab, " + own, "rm", own));
            }
        }
        systemTable("/etc/crontab", agent, faults);
        for (String folder : ROOTS_FOLDERS) {
            for (String file : tree.list(folder)) {
                if (folder.equals("/etc/cron.d")) {
                    systemTable(file, agent, faults);
                }
                rootsJob(file, agent, faults);
            }
            rootsJob(folder, agent, faults);
        }
        return Look.orGood(CRON, faults, "cron runs nothing for " + agent);
    }

    private void systemTable(String file, Agent agent, List<Observation> faults) throws FishnetException {
        if (runsAs(agent, tree.read(file).orElse(""))) {
            faults.add(Observation.open(
                    CRON, file + " runs a job as " + agent, "sudo vi " + file + "   # take its lines out"));
        }
    }

    /** In a system table the user stands after five fields of time, or after one that begins with an at sign. */
    static boolean runsAs(Agent agent, String table) {
        return table.lines()
                .map(line -> line.strip().split("\\s+", 7))
                .anyMatch(fields ->
                        named(fields).filter(agent.name().value()::equals).isPresent());
    }

    private static Optional<String> named(String[] fields) {
        int user = fields[0].startsWith("@") ? 1 : 5;
        return fields[0].startsWith("#") || fields.length < user + 2 ? Optional.empty() : Optional.of(fields[user]);
    }

    private void rootsJob(String path, Agent agent, List<Observation> faults) {
        if (reach.owns(agent, path)) {
            faults.add(fault(CRON, agent + " owns " + path + ", which root runs", "chown", "root:root", path));
        } else if (reach.mayWrite(agent, path)) {
            faults.add(fault(CRON, agent + " can change " + path + ", which root runs", "chmod", "go-w", path));
        }
    }

    List<Observation> at(Agent agent) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        for (String folder : List.of("/var/spool/cron/atjobs", "/var/spool/at", "/var/spool/atjobs")) {
            for (String job : tree.list(folder)) {
                if (!job.endsWith("/.SEQ") && !job.endsWith("/spool") && reach.owns(agent, job)) {
                    faults.add(fault("at_jobs", agent + " has a job for at(1), " + job, "rm", job));
                }
            }
        }
        return Look.orGood("at_jobs", faults, "at runs nothing for " + agent);
    }

    List<Observation> lingering(Agent agent) throws FishnetException {
        return tree.facts("/var/lib/systemd/linger/" + agent.name()).isPresent()
                ? List.of(fault(
                        "lingering",
                        "processes of " + agent + " start at boot and outlive its sessions",
                        "loginctl",
                        "disable-linger",
                        agent.name().value()))
                : List.of(Observation.good("lingering", "nothing of " + agent + " starts before it logs in"));
    }

    List<Observation> units(Agent agent) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        for (String folder : List.of(".config/systemd/user", ".local/share/systemd/user")) {
            String path = (agent.home().equals("/") ? "" : agent.home()) + "/" + folder;
            for (String unit : tree.list(path)) {
                if (unit.matches(".*\\.(service|timer|socket|path)")) {
                    faults.add(fault("user_units", agent + " has a systemd unit of its own, " + unit, "rm", unit));
                }
            }
        }
        return Look.orGood("user_units", faults, agent + " has no systemd units of its own");
    }

    /**
     * Whether the agent is on a list that bars it, or missing from one that lets in; jobs have its uid all the same.
     */
    List<Observation> mayMakeJobs(Agent agent) throws FishnetException {
        boolean cron = admits("/etc/cron.allow", "/etc/cron.deny", agent);
        boolean at = admits("/etc/at.allow", "/etc/at.deny", agent);
        return List.of(Observation.good(
                "job_permission",
                cron || at
                        ? agent + " may make jobs for " + (cron && at ? "cron and at" : cron ? "cron" : "at")
                                + "; they have its uid, which the lockdown holds"
                        : agent + " may make jobs for neither cron nor at"));
    }

    private boolean admits(String allow, String deny, Agent agent) throws FishnetException {
        Optional<String> allowed = tree.read(allow);
        return allowed.isPresent()
                ? lists(allowed.get(), agent)
                : !lists(tree.read(deny).orElse(""), agent);
    }

    private static boolean lists(String names, Agent agent) {
        return names.lines().map(String::strip).anyMatch(agent.name().value()::equals);
    }

    private static Observation fault(String check, String detail, String... remedy) {
        return Observation.open(check, detail, ShellScript.oneLine(Command.of(remedy)));
    }
}
