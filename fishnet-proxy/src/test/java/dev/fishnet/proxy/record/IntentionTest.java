package dev.fishnet.proxy.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryLog;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentionTest {
    private final InMemoryLog log = new InMemoryLog();

    /** An intention, which alone holds this body. */
    private record Begun(Intention intention, WeakReference<BodyText> body) {}

    private Begun begun() throws Exception {
        Clerk clerk = new Clerk(log, InstantSource.system(), AuditSettings.DEFAULT, failure -> {});
        BodyText body = new BodyText("a prompt", 8);
        return new Begun(
                new Intention(
                        clerk,
                        new CaseFile(OptionalLong.empty()),
                        Optional.of(body),
                        CompletableFuture.completedStage(1L)),
                new WeakReference<>(body));
    }

    /** A prompt stayed in memory for as long as its answer was streamed. */
    @ParameterizedTest
    @CsvSource(nullValues = "NULL", textBlock = """
            7,    NULL,             1
            NULL, the disk is full, 0
            """)
    void theBodyIsLetGoOnceTheLogHasAnswered(@Nullable Long index, @Nullable String failure, int kept)
            throws Exception {
        Begun begun = begun();

        begun.intention().written(index, failure == null ? null : new IllegalStateException(failure));

        assertEquals(kept, log.entries(AuditEntry.Prompt.class).size());
        assertTrue(Eventually.isTrue(() -> {
            System.gc();
            return begun.body().get() == null;
        }));
        Reference.reachabilityFence(begun);
    }
}
