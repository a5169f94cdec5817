package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.UserAccountPort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Everything that is asked of one agent. */
final class AgentChecks {
    private final AccountDatabase accounts;
    private final AgentGroups groups;
    private final SudoRights sudo;
    private final DoasRules doas;
    private final PolkitRules polkit;
    private final ScheduledJobs jobs;
    private final HelperSockets sockets;
    private final SystemFilesCheck systemFiles;

    AgentChecks(ProcessControlPort processes, MachineTree tree, AccountDatabase accounts, UserAccountPort users) {
        Reach reach = new Reach(tree);
        this.accounts = accounts;
        this.groups = new AgentGroups(accounts, users.serviceUser());
        this.sudo = new SudoRights(processes, tree, users);
        this.doas = new DoasRules(tree);
        this.polkit = new PolkitRules(tree);
        this.jobs = new ScheduledJobs(tree, reach);
        this.sockets = new HelperSockets(tree, reach);
        this.systemFiles = new SystemFilesCheck(reach);
    }

    List<Observation> of(Agent agent) {
        List<Observation> all = new ArrayList<>();
        all.addAll(Look.at("agent_uid", () -> groups.uid(agent)));
        all.addAll(Look.at("agent_groups", () -> groups.groups(agent)));
        all.addAll(Look.at("sudo_rules", () -> sudo.of(agent)));
        all.addAll(Look.at("doas_rules", () -> doas.of(agent, groupNames(agent))));
        all.addAll(Look.at("polkit_rules", () -> polkit.of(agent, groupNames(agent))));
        all.addAll(Look.at("cron_jobs", () -> jobs.cron(agent)));
        all.addAll(Look.at("at_jobs", () -> jobs.at(agent)));
        all.addAll(Look.at("job_permission", () -> jobs.mayMakeJobs(agent)));
        all.addAll(Look.at("lingering", () -> jobs.lingering(agent)));
        all.addAll(Look.at("user_units", () -> jobs.units(agent)));
        all.addAll(Look.at("helper_sockets", () -> sockets.withPaths(agent)));
        all.addAll(Look.at("system_files", () -> systemFiles.of(agent)));
        return all;
    }

    private Collection<String> groupNames(Agent agent) throws FishnetException {
        return accounts.groupsOf(agent).values();
    }
}
