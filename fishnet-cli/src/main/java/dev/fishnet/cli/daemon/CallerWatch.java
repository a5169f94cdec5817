package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentAccounts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.AgentRegistry;
import dev.fishnet.policy.AgentTokens;
import dev.fishnet.policy.Callers;
import dev.fishnet.policy.Policy;
import dev.fishnet.storage.AgentTokenFile;
import dev.fishnet.user.UserAccountPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows what callers are known by: tokens, and the uids of accounts. Accounts are asked for again when one of the
 * machine's files of them has changed, and once a minute in case they are kept elsewhere. For one thread.
 *
 * <p>What cannot be read is not believed any longer: a broken token file makes every token invalid, and accounts that
 * overlap make every uid unknown. Only a lookup that fails for now keeps what it said last.
 */
public final class CallerWatch {
    private static final int LOOKS_A_MINUTE = 60;
    private static final List<Path> ACCOUNT_FILES = List.of(Path.of("/etc/passwd"), Path.of("/etc/subuid"));
    private static final AgentAccounts NOBODY = new AgentAccounts(Map.of(), List.of());

    private final AgentTokenFile file;
    private final UserAccountPort users;
    private final Terminal terminal;
    private final List<Path> accountFiles;
    private Map<AgentName, AgentPolicy> agents = Map.of();
    private AgentTokens tokens = AgentTokens.NONE;
    private AgentAccounts accounts = NOBODY;
    private String stamp = "";
    private int looksSinceAsked;
    private List<String> said = List.of();

    public CallerWatch(AgentTokenFile file, UserAccountPort users, Terminal terminal) {
        this(file, users, terminal, ACCOUNT_FILES);
    }

    CallerWatch(AgentTokenFile file, UserAccountPort users, Terminal terminal, List<Path> accountFiles) {
        this.file = file;
        this.users = users;
        this.terminal = terminal;
        this.accountFiles = List.copyOf(accountFiles);
    }

    /**
     * Follows the agents of this policy from now on.
     *
     * @throws FishnetException when they cannot be told apart, or cannot be looked up; then the policy before stays
     */
    public Callers follow(Policy policy) throws FishnetException {
        String stampBefore = stamp();
        AgentAccounts found = AgentAccounts.of(policy.agents().values(), users);
        AgentTokens read = file.read();
        AgentRegistry registry = AgentRegistry.of(policy.agents().keySet(), found, read);
        agents = policy.agents();
        accounts = found;
        tokens = read;
        stamp = stampBefore;
        looksSinceAsked = 0;
        tell(registry.notes());
        return registry;
    }

    /** Looks again; meant to be called once a second. Empty when nothing has changed. Complains once of each fault. */
    public Optional<Callers> changed() {
        List<String> notes = new ArrayList<>();
        AgentTokens tokensNow = readTokens(notes);
        AgentAccounts accountsNow = readAccounts(notes);
        AgentRegistry registry = registry(accountsNow, tokensNow);
        boolean changed = !tokensNow.equals(tokens) || !accountsNow.equals(accounts);
        tokens = tokensNow;
        accounts = accountsNow;
        notes.addAll(registry.notes());
        tell(List.copyOf(notes));
        return changed ? Optional.of(registry) : Optional.empty();
    }

    private AgentTokens readTokens(List<String> notes) {
        try {
            return file.read();
        } catch (FishnetException e) {
            notes.add(complaint(e));
            return AgentTokens.NONE;
        }
    }

    private AgentAccounts readAccounts(List<String> notes) {
        String now = stamp();
        looksSinceAsked++;
        if (now.equals(stamp) && looksSinceAsked < LOOKS_A_MINUTE) {
            return accounts;
        }
        try {
            AgentAccounts found = AgentAccounts.of(agents.values(), users);
            AgentRegistry.of(agents.keySet(), found, AgentTokens.NONE);
            stamp = now;
            looksSinceAsked = 0;
            return found;
        } catch (FishnetException e) {
            notes.add(complaint(e));
            return e.kind() == ErrorKind.UNAVAILABLE ? accounts : NOBODY;
        }
    }

    private AgentRegistry registry(AgentAccounts accountsNow, AgentTokens tokensNow) {
        try {
            return AgentRegistry.of(agents.keySet(), accountsNow, tokensNow);
        } catch (FishnetException e) {
            throw new IllegalStateException("these accounts were told apart a moment ago", e);
        }
    }

    /** Size, time and number of each file; a file that is replaced has another number. */
    private String stamp() {
        StringBuilder stamp = new StringBuilder();
        for (Path path : accountFiles) {
            try {
                stamp.append(Files.readAttributes(path, "unix:ino,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                stamp.append("none");
            }
        }
        return stamp.toString();
    }

    private void tell(List<String> notes) {
        notes.stream().filter(note -> !said.contains(note)).forEach(terminal::note);
        said = notes;
    }

    private static String complaint(FishnetException e) {
        return "who is calling: " + e.getMessage();
    }
}
