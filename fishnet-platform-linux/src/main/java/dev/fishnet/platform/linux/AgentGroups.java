package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom the agent shares a uid with, and which of its groups carry power that a uid rule does not see. */
final class AgentGroups {
    /** What the members of a group can do, on the distributions that have it. */
    private static final Map<String, String> POWERS = Map.ofEntries(
            Map.entry("root", "which may write what root's group may"),
            Map.entry("sudo", "which may become root"),
            Map.entry("wheel", "which may become root"),
            Map.entry("admin", "which may become root"),
            Map.entry("docker", "which starts containers as root, with a network of their own"),
            Map.entry("lxd", "which starts containers as root, with a network of their own"),
            Map.entry("incus", "which starts containers as root, with a network of their own"),
            Map.entry("incus-admin", "which starts containers as root, with a network of their own"),
            Map.entry("podman", "which starts containers through another account's service"),
            Map.entry("libvirt", "which starts machines with a network of their own"),
            Map.entry("kvm", "which runs virtual machines"),
            Map.entry("disk", "which reads and writes every file through the disk itself"),
            Map.entry("shadow", "which reads everybody's password hashes"),
            Map.entry("adm", "which reads the system's logs"),
            Map.entry("systemd-journal", "which reads every service's log"),
            Map.entry("netdev", "which may change the machine's network"),
            Map.entry("staff", "which may put programs into /usr/local, where root looks for them"));

    private final AccountDatabase accounts;
    private final UserName service;

    AgentGroups(AccountDatabase accounts, UserName service) {
        this.accounts = accounts;
        this.service = service;
    }

    List<Observation> uid(Agent agent) throws FishnetException {
        List<String> others = accounts.namesOf(agent.uid()).stream()
                .filter(name -> !name.equals(agent.name().value()))
                .toList();
        return others.isEmpty()
                ? List.of(Observation.good("agent_uid", agent + " shares uid " + agent.uid() + " with nobody"))
                : List.of(Observation.open(
                        "agent_uid",
                        agent + " shares uid " + agent.uid() + " with " + String.join(", ", others)
                                + ": to the kernel they are one",
                        "give the agent a uid of its own: sudo usermod -u UID " + agent.name()));
    }

    List<Observation> groups(Agent agent) throws FishnetException {
        List<Observation> faults = new ArrayList<>();
        accounts.groupsOf(agent)
                .forEach((gid, group) -> power(gid, group)
                        .ifPresent(power -> faults.add(Observation.open(
                                "agent_groups",
                                agent + " is in group " + group + ", " + power,
                                remedy(agent, gid, group)))));
        return Look.orGood("agent_groups", faults, agent + " is in no group that carries power");
    }

    /** gpasswd takes nobody out of the group that the account itself names. */
    private static String remedy(Agent agent, long gid, String group) {
        String name = agent.name().value();
        return gid == agent.firstGroup()
                ? "give it a group of its own: sudo groupadd " + name + "; sudo usermod -g " + name + " " + name
                : ShellScript.oneLine(Command.of("gpasswd", "-d", name, group));
    }

    private Optional<String> power(long gid, String group) {
        if (group.equals(service.value())) {
            return Optional.of("the daemon's own, which may read what the daemon shares with its group");
        }
        return gid == 0 ? Optional.of("which may write what root's group may") : Optional.ofNullable(POWERS.get(group));
    }
}
