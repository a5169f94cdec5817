package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Appending;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every keeper of the log does. */
public interface AuditStorePortContract {
    Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    /** What a log begins with. */
    AuditEntry OPENED = new AuditEntry.Opened(
            NOW, "dev.fishnet/log/00112233445566aa", "dev.fishnet/log/00112233445566aa+00000000+AQ==");

    /** A log without an entry in it. */
    AuditStorePort newLog() throws Exception;

    /** The same log, as another process finds it. */
    AuditStorePort reopen(AuditStorePort log) throws Exception;

    /** From now on nothing can be written into it. */
    void shut(AuditStorePort log) throws Exception;

    static AuditEntry act(long which) {
        return new AuditEntry.Act(NOW, Action.TOKEN_ISSUED, OptionalLong.of(0), "claude", "token " + which);
    }

    /** An intent to send what a credential of that version is needed for. */
    static AuditEntry intent(long version) {
        return new AuditEntry.Intent(
                NOW,
                asked(),
                judged(),
                Optional.of(new Credential(
                        new CredentialId(UpstreamName.OPENAI, new CredentialName("main")), NOW, version)));
    }

    static Asked asked() {
        return new Asked(
                OptionalLong.of(990),
                Optional.of(new AgentName("claude")),
                Optional.of(UpstreamName.OPENAI),
                "POST",
                "/v1/responses",
                Optional.empty(),
                Optional.of("ab".repeat(32)));
    }

    static Judged judged() {
        return new Judged(
                "cd".repeat(32), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static long append(AuditStorePort log, AuditEntry entry) throws Exception {
        return log.append(entry).toCompletableFuture().get();
    }

    private static long appendSynced(AuditStorePort log, AuditEntry entry) throws Exception {
        return log.appendSynced(entry).toCompletableFuture().get();
    }

    @Test
    default void entriesGetTheNextIndexInTheOrderTheyAreAppended() throws Exception {
        AuditStorePort log = newLog();

        assertEquals(0, append(log, OPENED));
        assertEquals(1, append(log, act(1)));
        assertEquals(2, appendSynced(log, act(2)));
        assertEquals(3, append(log, act(3)));
    }

    @Test
    default void entriesThatWaitForEachOtherGetIndexesWithoutHoles() throws Exception {
        AuditStorePort log = newLog();
        List<CompletionStage<Long>> stages = new ArrayList<>(List.of(log.append(OPENED)));
        for (int i = 1; i < 1000; i++) {
            stages.add(i % 3 == 0 ? log.appendSynced(act(i)) : log.append(act(i)));
        }

        List<Long> indexes = new ArrayList<>();
        for (CompletionStage<Long> stage : stages) {
            indexes.add(stage.toCompletableFuture().get());
        }

        assertEquals(LongStream.range(0, 1000).boxed().toList(), indexes);
    }

    @Test
    @Tag("S-67")
    default void whatNobodyWaitsForIsWrittenInItsPlaceAndByItself() throws Exception {
        AuditStorePort log = newLog();
        CompletionStage<Long> first = log.appendSoon(OPENED);
        CompletionStage<Long> second = log.appendSoon(act(1));

        assertEquals(2, append(log, act(2)));
        assertTrue(first.toCompletableFuture().isDone()
                && second.toCompletableFuture().isDone());
        assertEquals(0, first.toCompletableFuture().get());
        assertEquals(1, second.toCompletableFuture().get());
        assertEquals(3, log.appendSoon(act(3)).toCompletableFuture().get());
    }

    @Test
    default void anIntentIsKeptNoLaterThanItHasItsPlace() throws Exception {
        AuditStorePort log = newLog();
        append(log, OPENED);
        Appending first = log.appendIntent((AuditEntry.Intent) intent(1));
        Appending second = log.appendIntent((AuditEntry.Intent) intent(2));

        assertEquals(3, append(log, act(1)));
        assertEquals(1, first.index().toCompletableFuture().get());
        assertEquals(2, second.index().toCompletableFuture().get());
        assertTrue(first.kept().toCompletableFuture().isDone()
                && second.kept().toCompletableFuture().isDone());
    }

    @Test
    default void theNextProcessGoesOnWhereTheLogEnds() throws Exception {
        AuditStorePort log = newLog();
        append(log, OPENED);
        append(log, act(1));

        assertEquals(2, append(reopen(log), act(2)));
    }

    @Test
    default void aCredentialIsUsedOnceThereIsAnIntentWithIt() throws Exception {
        AuditStorePort log = newLog();
        append(log, OPENED);
        assertEquals(Set.of(), log.credentialsUsed());

        append(log, intent(7));
        append(log, intent(7));
        appendSynced(log, intent(3));
        append(log, new AuditEntry.Intent(NOW, asked(), judged(), Optional.empty()));
        append(log, new AuditEntry.Denied(NOW, asked(), Optional.of(judged()), DenialCode.ENDPOINT_BLOCKED, "blocked"));

        assertEquals(Set.of(3L, 7L), log.credentialsUsed());
        assertEquals(Set.of(3L, 7L), reopen(log).credentialsUsed());
    }

    @Test
    default void afterAFailedAppendEveryLaterOneFails() throws Exception {
        AuditStorePort log = newLog();
        append(log, OPENED);
        shut(log);

        assertThrows(ExecutionException.class, () -> append(log, act(1)));
        assertThrows(ExecutionException.class, () -> appendSynced(log, act(2)));
        assertThrows(ExecutionException.class, () -> append(log, act(3)));
        assertThrows(
                ExecutionException.class,
                () -> log.appendSoon(act(4)).toCompletableFuture().get());
        assertThrows(
                ExecutionException.class,
                () -> log.appendIntent((AuditEntry.Intent) intent(1))
                        .kept()
                        .toCompletableFuture()
                        .get());
    }
}
