package dev.fishnet.proxy.record;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Appending;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.llm.SecretText;
import dev.fishnet.policy.Decision;
import dev.fishnet.vault.Credential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log of the gateway's decisions: every refusal, every intent, and an outcome for every intent. Never blocks
 * and never throws; shared by all event loops.
 */
public final class Clerk {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AuditStorePort log;
    private final InstantSource clock;
    private final Consumer<Throwable> unwritten;
    private final Repeats repeats = new Repeats();
    private final Set<Long> used = ConcurrentHashMap.newKeySet();
    private final AtomicLong open = new AtomicLong();
    private final AuditSettings settings;
    private volatile boolean broken;

    /** Completes, once the clerk closes, when the last intention has. */
    private volatile @Nullable CompletableFuture<Void> allClosed;

    /**
     * A clerk who takes the log up.
     *
     * @param unwritten hears of every entry that could not be written
     */
    public Clerk(AuditStorePort log, InstantSource clock, AuditSettings settings, Consumer<Throwable> unwritten)
            throws FishnetException {
        this.log = log;
        this.clock = clock;
        this.settings = settings;
        this.unwritten = unwritten;
        used.addAll(log.credentialsUsed());
    }

    /** Whether requests go on without the log. */
    public boolean servesUnwritten() {
        return settings.whenUnwritable() == AuditSettings.WhenUnwritable.SERVE;
    }

    /** Whether the last entry could not be written. */
    public boolean broken() {
        return broken;
    }

    /** A request is refused. Nobody waits for that to be written. */
    public void denied(CaseFile file, Decision.Denied why) {
        AuditEntry.Denied entry =
                new AuditEntry.Denied(now(), file.asked(), file.judged(), why.code(), SecretText.masked(why.reason()));
        if (repeats.isNews(entry)) {
            appendSoon(entry);
        }
    }

    /**
     * A request is allowed: its credential may be used once that is written. Where something is signed with it, an
     * order above all, it is on the disk by then.
     *
     * @param body copies so many bytes from its beginning; asked only where they are kept
     * @param length of the whole body
     */
    public Intention intends(CaseFile file, Optional<Credential> credential, IntFunction<byte[]> body, long length) {
        AuditEntry.Intent intent =
                new AuditEntry.Intent(now(), file.asked(), file.judged().orElseThrow(), credential);
        Optional<BodyText> text = kept(file, body, length);
        open.incrementAndGet();
        Appending appending = appended(intent, file.isTrade() && credential.isPresent());
        if (credential.isPresent() && used.add(credential.get().version())) {
            appendSoon(firstUse(file, credential.get()));
        }
        Intention intention = new Intention(this, file, text, appending.kept());
        appending.index().whenComplete(intention::written);
        return intention;
    }

    private Appending appended(AuditEntry.Intent intent, boolean signed) {
        try {
            return signed ? Appending.of(log.appendSynced(intent)) : log.appendIntent(intent);
        } catch (RuntimeException | InternalError fault) {
            // The second is how memory says that the file below it cannot be written.
            return Appending.of(CompletableFuture.failedStage(fault));
        }
    }

    private AuditEntry firstUse(CaseFile file, Credential credential) {
        return new AuditEntry.Act(
                now(),
                Action.CREDENTIAL_FIRST_USED,
                file.uid(),
                credential.id().toString(),
                "version " + credential.version());
    }

    /** What Binance is asked is in the intent already. */
    private Optional<BodyText> kept(CaseFile file, IntFunction<byte[]> body, long length) {
        return settings.prompts() && length > 0 && !file.isTrade()
                ? Optional.of(BodyText.of(body.apply(BodyText.READ), length, file.redaction()))
                : Optional.empty();
    }

    /** Tells of the refusals that were only counted; to be called once a minute. */
    public void tellRepeats() {
        repeats.endTurn(now()).forEach(this::appendSoon);
    }

    /** Once no request is under way any more: returns when all there is to tell has been handed to the log. */
    public void close() {
        tellRepeats();
        try {
            CompletableFuture<Void> last = new CompletableFuture<>();
            allClosed = last;
            if (open.get() == 0) {
                last.complete(null);
            }
            last.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            unwritten.accept(e);
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Nobody waits for it. */
    void appendSoon(AuditEntry entry) {
        handed(() -> log.appendSoon(entry)).whenComplete((place, failure) -> heard(failure));
    }

    private static CompletionStage<Long> handed(Supplier<CompletionStage<Long>> append) {
        try {
            return append.get();
        } catch (RuntimeException fault) {
            return CompletableFuture.failedStage(fault);
        }
    }

    /** What has become of an entry. */
    void heard(@Nullable Throwable failure) {
        if (broken != (failure != null)) {
            broken = failure != null;
        }
        if (failure != null) {
            unwritten.accept(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        }
    }

    /** An intention's outcome has been handed to the log, or there is none to be. */
    void closed() {
        if (open.decrementAndGet() > 0) {
            return;
        }
        // Read only now: whoever closes between the two has seen that one was open, and waits.
        CompletableFuture<Void> last = allClosed;
        if (last != null) {
            last.complete(null);
        }
    }
}
