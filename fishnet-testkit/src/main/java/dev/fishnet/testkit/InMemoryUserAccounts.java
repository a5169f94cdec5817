package dev.fishnet.testkit;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine with root, the service user {@code fishnet}, and whoever a test adds; the process is root's. */
public final class InMemoryUserAccounts implements UserAccountPort {
    private static final String PROGRAM = "pretend-useradd";
    private static final long FIRST_NEW_UID = 2000;

    private final Map<UserName, UserAccount> accounts = new HashMap<>();
    private final Map<UserName, SubordinateIds> subordinateIds = new HashMap<>();
    private long effectiveUid;

    public InMemoryUserAccounts() {
        with("root", 0);
        with("fishnet", 990);
    }

    /** Adds an account whose group has the same number. */
    public InMemoryUserAccounts with(String name, long uid) {
        UserName userName = new UserName(name);
        accounts.put(userName, new UserAccount(userName, uid, uid));
        return this;
    }

    /** Takes an account away, the service user's for example. */
    public InMemoryUserAccounts without(String name) {
        accounts.remove(new UserName(name));
        return this;
    }

    /** Adds an account that has subordinate uids too. */
    public InMemoryUserAccounts with(String name, long uid, SubordinateIds ids) {
        subordinateIds.put(new UserName(name), ids);
        return with(name, uid);
    }

    /** Lets the process be that user's. */
    public InMemoryUserAccounts runningAs(long uid) {
        effectiveUid = uid;
        return this;
    }

    @Override
    public Optional<UserAccount> find(UserName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public SubordinateIds subordinateIds(UserAccount account) {
        return subordinateIds.getOrDefault(account.name(), SubordinateIds.NONE);
    }

    @Override
    public long effectiveUid() {
        return effectiveUid;
    }

    @Override
    public UserName serviceUser() {
        return new UserName("fishnet");
    }

    /** The processes that its plans need: they run {@code pretend-useradd}. */
    public ProcessControlPort processes() {
        return new ScriptedProcesses().answer(this::add, PROGRAM);
    }

    @Override
    public ChangePlan createServiceUser(String dataDirectory) {
        return creation("System user + permissions setup", serviceUser());
    }

    @Override
    public ChangePlan createAgent(UserName name) throws FishnetException {
        if (name.equals(serviceUser()) || find(name).map(UserAccount::isRoot).orElse(false)) {
            throw new FishnetException(ErrorKind.USAGE, "'" + name + "' cannot be an agent");
        }
        return creation("Agent user setup", name);
    }

    private ChangePlan creation(String title, UserName name) {
        Step create = Step.Run.of(Command.of(PROGRAM, name.value()));
        return new ChangePlan(title, accounts.containsKey(name) ? List.of() : List.of(create));
    }

    private ProcessOutcome add(Command command) {
        with(command.argv().getLast(), FIRST_NEW_UID + accounts.size());
        return new ProcessOutcome(0, "", "");
    }
}
