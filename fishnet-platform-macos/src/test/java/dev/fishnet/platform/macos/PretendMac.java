package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;

/** pf, launchd and the files between them, as a Mac has them fresh from the box. */
final class PretendMac {
    static final Step.WriteFile STOCK =
            new Step.WriteFile(PfConf.FILE, PfConfTest.STOCK, new FileMode("root", "wheel", 0644));

    private final InMemoryFiles files = new InMemoryFiles();
    private final PretendPf pf = new PretendPf(files);
    private final PretendLaunchd launchd = new PretendLaunchd(files);
    private final ScriptedProcesses processes = launchd.answering(pf.processes());

    PretendMac() {
        files.write(STOCK);
    }

    InMemoryFiles files() {
        return files;
    }

    PretendPf pf() {
        return pf;
    }

    PretendLaunchd launchd() {
        return launchd;
    }

    ScriptedProcesses processes() {
        return processes;
    }

    PfFirewall firewall() {
        return new PfFirewall(processes, files::read);
    }

    PlanRunner runner() {
        return new PlanRunner(processes, files);
    }

    void enable(Lockdown lockdown) throws FishnetException {
        runner().apply(firewall().enable(lockdown));
    }

    void disable(UserName agent) throws FishnetException {
        runner().apply(firewall().disable(agent));
    }

    /** pf as macOS sets it up, then what launchd finds in its folder. */
    void reboot() throws FishnetException {
        pf.reboot();
        launchd.reboot();
        if (launchd.isLoaded(PfPlists.FILL)) {
            processes.run(new Command(PfPlists.FILLING, Optional.empty()));
        }
        if (launchd.isLoaded(PfPlists.START)) {
            ProcessOutcome said = processes.run(new Command(PfPlists.STARTING, Optional.empty()));
            files.write(new Step.WriteFile(PfReference.FILE, said.errors(), new FileMode("root", "wheel", 0600)));
        }
    }

    List<String> commands() {
        return processes.commands().stream()
                .map(command -> String.join(" ", command.argv()))
                .toList();
    }
}
