package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.AgentTokens;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Callers;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.LlmPolicy;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.storage.AgentTokenFile;
import dev.fishnet.storage.AgentTokenFile.Changed;
import dev.fishnet.testkit.InMemoryUserAccounts;
import dev.fishnet.user.UserName;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallerWatchTest {
    private static final AgentName ANNA = new AgentName("anna");

    @TempDir
    Path folder;

    private final InMemoryUserAccounts users = new InMemoryUserAccounts();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path accounts;
    private AgentTokenFile tokens;
    private CallerWatch watch;

    @BeforeEach
    void watchThisFolder() throws Exception {
        accounts = Files.createFile(folder.resolve("passwd"));
        tokens = new AgentTokenFile(folder.resolve("agent-tokens"));
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(err, err, InputStream.nullInputStream(), null, false);
        watch = new CallerWatch(tokens, users, terminal, List.of(accounts));
    }

    private static Policy policy(String... users) {
        Map<AgentName, AgentPolicy> agents = new HashMap<>();
        for (String user : users) {
            AgentName name = new AgentName(user);
            agents.put(name, new AgentPolicy(name, Optional.of(new UserName(user)), Map.of(), Caps.NONE));
        }
        LlmPolicy llm = new LlmPolicy(
                new LlmPolicy.Drift(GuardMode.IGNORE, false),
                new LlmPolicy.Size(GuardMode.IGNORE, OptionalLong.empty(), OptionalLong.empty()),
                SecretMode.IGNORE,
                Optional.empty());
        return new Policy(
                agents,
                Map.of(),
                Caps.NONE,
                0,
                llm,
                new PriceBook(LocalDate.EPOCH, "none", Map.of()),
                Optional.empty(),
                "test");
    }

    private static String who(Callers callers, long uid) {
        return who(callers.identify(OptionalLong.of(uid), Optional.empty()));
    }

    private static String who(Caller caller) {
        return switch (caller) {
            case Caller.Known known -> known.agent().value();
            case Caller.Refused refused -> refused.why().code().id();
        };
    }

    private String issue() throws FishnetException {
        return tokens.update(all -> {
            AgentTokens.Issued issued = all.issue(ANNA, Instant.EPOCH);
            return new Changed<>(issued.tokens(), issued.text());
        });
    }

    private void theAccountsChange() throws Exception {
        Files.writeString(accounts, Files.readString(accounts) + "another line\n");
    }

    @Test
    void nothingChangesByItself() throws Exception {
        users.with("anna", 1001);

        assertEquals("anna", who(watch.follow(policy("anna")), 1001));
        for (int i = 0; i < 130; i++) {
            assertEquals(Optional.empty(), watch.changed());
        }
    }

    @Test
    void aTokenIsTakenUpAndItsEndToo() throws Exception {
        watch.follow(policy("anna"));
        String text = issue();

        Callers with = watch.changed().orElseThrow();
        tokens.update(all -> new Changed<>(AgentTokens.NONE, true));
        Callers without = watch.changed().orElseThrow();

        assertEquals("anna", who(with.identify(OptionalLong.empty(), Optional.of(text))));
        assertEquals("token_refused", who(without.identify(OptionalLong.empty(), Optional.of(text))));
    }

    @Test
    void anAccountThatIsMadeLaterIsTakenUp() throws Exception {
        assertEquals("caller_unknown", who(watch.follow(policy("anna")), 1001));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("there is no account 'anna'"));
        users.with("anna", 1001);
        theAccountsChange();

        assertEquals("anna", who(watch.changed().orElseThrow(), 1001));
    }

    /** Accounts may be kept where no file of this machine changes. */
    @Test
    void anAccountThatIsMadeElsewhereIsTakenUpWithinAMinute() throws Exception {
        watch.follow(policy("anna"));
        users.with("anna", 1001);

        Optional<Callers> changed = Optional.empty();
        int looks = 0;
        while (changed.isEmpty() && looks < 100) {
            changed = watch.changed();
            looks++;
        }

        assertEquals(60, looks);
        assertEquals("anna", who(changed.orElseThrow(), 1001));
    }

    @Test
    void aBrokenTokenFileMakesEveryTokenInvalidAndIsComplainedOfOnce() throws Exception {
        users.with("anna", 1001);
        String text = issue();
        watch.follow(policy("anna"));
        Files.writeString(folder.resolve("agent-tokens"), "nonsense");

        Callers callers = watch.changed().orElseThrow();
        watch.changed();

        assertEquals("token_refused", who(callers.identify(OptionalLong.empty(), Optional.of(text))));
        assertEquals("anna", who(callers, 1001));
        assertEquals(2, said.toString(StandardCharsets.UTF_8).split("no token is valid", -1).length);
    }

    @Test
    void accountsThatComeToOverlapMakeEveryUidUnknown() throws Exception {
        users.with("anna", 1001).with("ben", 1002);
        watch.follow(policy("anna", "ben"));
        users.with("ben", 1001);
        theAccountsChange();

        Callers callers = watch.changed().orElseThrow();

        assertEquals("caller_unknown", who(callers, 1001));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("have uids in common"));
    }

    @Test
    void aPolicyWhoseAgentsCannotBeToldApartIsRefusedAndTheOneBeforeStays() throws Exception {
        users.with("anna", 1001).with("ben", 1001);
        watch.follow(policy("anna"));

        assertThrows(FishnetException.class, () -> watch.follow(policy("anna", "ben")));

        assertEquals(Optional.empty(), watch.changed());
    }

    @Test
    void neitherRootNorTheDaemonIsAnAgent() {
        users.with("toor", 0).with("twin", 990);

        for (String user : List.of("toor", "twin", "fishnet", "root")) {
            assertThrows(FishnetException.class, () -> watch.follow(policy(user)), user);
        }
    }
}
