package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import java.util.Optional;

/** Accounts through dscl(1), the local directory of Open Directory; macOS has no subordinate uids. */
final class MacosUserAccounts implements UserAccountPort {
    private static final UserName SERVICE = new UserName("_fishnet");
    private static final UserName ROOT = new UserName("root");

    private final ProcessControlPort processes;

    private final LocalDirectory directory;
    private final Places places;

    MacosUserAccounts(ProcessControlPort processes, Places places) {
        this.processes = processes;
        this.directory = new LocalDirectory(processes);
        this.places = places;
    }

    @Override
    public Optional<UserAccount> find(UserName name) throws FishnetException {
        Optional<String> printed = directory.printed("/Users/" + name, "UniqueID", "PrimaryGroupID");
        return printed.isEmpty() ? Optional.empty() : Optional.of(DirectoryRecord.account(name, printed.get()));
    }

    @Override
    public SubordinateIds subordinateIds(UserAccount account) {
        return SubordinateIds.NONE;
    }

    @Override
    public long effectiveUid() throws FishnetException {
        ProcessOutcome outcome = processes.run(Command.of("id", "-u"));
        String uid = outcome.output().strip();
        if (!outcome.succeeded() || !uid.matches("[0-9]{1,10}")) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "id does not say which user this is");
        }
        return Long.parseLong(uid);
    }

    @Override
    public UserName serviceUser() {
        return SERVICE;
    }

    @Override
    public ChangePlan createServiceUser(String dataDirectory) throws FishnetException {
        return new ServiceUserPlan(directory, places).make(SERVICE, dataDirectory);
    }

    @Override
    public ChangePlan createAgent(UserName name) throws FishnetException {
        if (name.equals(SERVICE) || name.equals(ROOT)) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "'" + name + "' cannot be an agent: it reads what the daemon holds",
                    "choose another name");
        }
        return new AgentPlan(directory, places).make(name);
    }
}
