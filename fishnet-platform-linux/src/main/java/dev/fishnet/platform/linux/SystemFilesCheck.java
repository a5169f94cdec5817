package dev.fishnet.platform.linux;

import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;

/** Files of the system's that make root of whoever may write them. */
final class SystemFilesCheck {
    private static final String CHECK = "system_files";
    private static final List<String> FILES = List.of(
            "/etc",
            "/etc/passwd",
            "/etc/shadow",
            "/etc/group",
            "/etc/sudoers",
            "/etc/sudoers.d",
            "/etc/subuid",
            "/etc/crontab",
            "/etc/ld.so.preload",
            "/etc/ld.so.conf.d",
            "/etc/pam.d",
            "/etc/profile.d",
            "/etc/systemd/system",
            "/root",
            "/root/.ssh/authorized_keys",
            "/usr/local/sbin",
            "/usr/local/bin",
            "/usr/sbin",
            "/usr/bin",
            "/usr/lib");

    private final Reach reach;

    SystemFilesCheck(Reach reach) {
        this.reach = reach;
    }

    List<Observation> of(Agent agent) {
        List<Observation> faults = new ArrayList<>();
        for (String file : FILES) {
            if (reach.owns(agent, file)) {
                faults.add(fault(agent + " owns " + file, "chown", "root:root", file));
            } else if (reach.mayWrite(agent, file)) {
                faults.add(fault(agent + " may write " + file, "chmod", "go-w", file));
            }
        }
        return Look.orGood(CHECK, faults, agent + " may write none of the files that make root of their writer");
    }

    private static Observation fault(String detail, String... remedy) {
        return Observation.open(CHECK, detail, ShellScript.oneLine(Command.of(remedy)));
    }
}
