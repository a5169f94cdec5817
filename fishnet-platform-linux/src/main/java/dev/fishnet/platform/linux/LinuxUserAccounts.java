package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;

/** Accounts through getent(1), which asks every directory the system is set up with, and /etc/subuid. */
final class LinuxUserAccounts implements UserAccountPort {
    private static final UserName SERVICE = new UserName("fishnet");
    private static final int NOT_FOUND = 2;

    private final ProcessControlPort processes;
    private final SystemFiles files;
    private final MachineFiles machine;

    LinuxUserAccounts(ProcessControlPort processes, SystemFiles files) {
        this(processes, files, new ThisMachinesFiles());
    }

    LinuxUserAccounts(ProcessControlPort processes, SystemFiles files, MachineFiles machine) {
        this.machine = machine;
        this.processes = processes;
        this.files = files;
    }

    @Override
    public Optional<UserAccount> find(UserName name) throws FishnetException {
        Optional<String> own = PasswdFile.line(files, name);
        Optional<String> line = own.isPresent() ? own : entry("passwd", name);
        return line.isEmpty() ? Optional.empty() : Optional.of(PasswdEntry.parse(name, line.get()));
    }

    private Optional<String> entry(String database, UserName name) throws FishnetException {
        ProcessOutcome outcome = processes.run(Command.of("getent", database, "--", name.value()));
        if (outcome.exitStatus() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!outcome.succeeded()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "the account '" + name + "' cannot be looked up (getent: exit status " + outcome.exitStatus()
                            + ")");
        }
        return Optional.of(outcome.output());
    }

    @Override
    public SubordinateIds subordinateIds(UserAccount account) throws FishnetException {
        return SubuidFile.parse(files.read("/etc/subuid").orElse(""), account);
    }

    @Override
    public long effectiveUid() throws FishnetException {
        return ProcStatus.effectiveUid(files.read("/proc/self/status").orElse(""));
    }

    @Override
    public UserName serviceUser() {
        return SERVICE;
    }

    @Override
    public ChangePlan createServiceUser(String dataDirectory) throws FishnetException {
        ServiceUserPlan plan = new ServiceUserPlan(machine, SERVICE, dataDirectory);
        Optional<String> line = entry("passwd", SERVICE);
        if (line.isEmpty()) {
            return plan.from(Optional.empty(), entry("group", SERVICE).isPresent());
        }
        return plan.from(Optional.of(PasswdLine.parse(SERVICE, line.get())), true);
    }

    @Override
    public ChangePlan createAgent(UserName name) throws FishnetException {
        if (name.equals(SERVICE)) {
            throw new FishnetException(ErrorKind.USAGE, "'" + name + "' is the daemon's own user, not an agent's");
        }
        Optional<UserAccount> found = find(name);
        if (found.map(UserAccount::isRoot).orElse(false)) {
            throw new FishnetException(ErrorKind.USAGE, "'" + name + "' is root, whom no lockdown holds");
        }
        return new ChangePlan("Agent user setup", found.isPresent() ? List.of() : newAgent(name.value()));
    }

    /** useradd(8) gives a range of /etc/subuid by itself where the system has that file. */
    private static List<Step> newAgent(String name) {
        return List.of(
                Step.Run.of(
                        Command.of("useradd", "--create-home", "--user-group", "--shell", "/bin/bash", name),
                        Command.of("userdel", "--remove", name)),
                Step.Run.of(Command.of("usermod", "--lock", name)));
    }
}
