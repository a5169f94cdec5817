package dev.fishnet.platform.macos;

import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.isolation.Observation;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserAccountPort;
import java.util.ArrayList;
import java.util.List;

/** What can be seen on macOS of the ways around the boundary. */
final class MacosIsolation implements IsolationPort {
    private final UserAccountPort users;
    private final AgentGroups groups;
    private final SudoRights sudo;
    private final ScheduledJobs jobs;
    private final DaemonUser daemon;
    private final DaemonPlaces daemonPlaces;
    private final String dataDirectory;

    MacosIsolation(
            ProcessControlPort processes,
            UserAccountPort users,
            ServiceManagerPort services,
            SystemFiles files,
            Places places,
            String dataDirectory) {
        this.users = users;
        this.groups = new AgentGroups(processes);
        this.sudo = new SudoRights(processes);
        this.jobs = new ScheduledJobs(places);
        this.daemon = new DaemonUser(processes, services);
        this.daemonPlaces = new DaemonPlaces(places, files);
        this.dataDirectory = dataDirectory;
    }

    @Override
    public List<Observation> observe(List<AgentUser> agents) {
        List<Observation> all = new ArrayList<>();
        for (AgentUser agent : agents) {
            all.addAll(Look.at(AgentGroups.CHECK, () -> groups.of(agent.name())));
            all.addAll(Look.at(SudoRights.CHECK, () -> List.of(sudo.of(agent.name()))));
            all.addAll(Look.at(ScheduledJobs.CHECK, () -> jobs.of(agent)));
        }
        all.addAll(Look.at(DaemonUser.CHECK, () -> List.of(daemon.compare(users.serviceUser()))));
        all.addAll(Look.at(
                "data_directory",
                () -> List.of(daemonPlaces.dataDirectory(dataDirectory, users.find(users.serviceUser())))));
        all.addAll(Look.at("service_unit", () -> List.of(daemonPlaces.plist())));
        all.addAll(Look.at("program_image", () -> List.of(daemonPlaces.image())));
        all.addAll(Look.at("java_runtime", () -> List.of(daemonPlaces.java())));
        all.addAll(DaemonPlaces.alwaysOpen());
        return List.copyOf(all);
    }
}
