package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.RequestHash;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.llm.PromptReader;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DefaultEndpoints;
import dev.fishnet.policy.EndpointRule;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.policy.RateLimit;
import dev.fishnet.policy.RateLimiter;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.proxy.record.CaseFile;
import dev.fishnet.proxy.record.Clerk;
import dev.fishnet.proxy.record.Intention;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendLedger;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is decided about a request and written down of it leaves little behind, whatever the policy has in it. */
class JudgingCostTest {
    /** Of which the two entries of the log are one; two fifths more than it takes where nothing is optimised. */
    private static final long MOST_BYTES = 5 * 1024;

    private static final int ROUNDS = 500;
    private static final byte[] BODY =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final PolicyEngine engine = new PolicyEngine(Rules.open(Upstream.openAi(Upstream.OPENAI_BASE))
            .limited(Integer.MAX_VALUE)
            .allowing(DefaultEndpoints.of(Dialect.OPENAI).stream()
                    .map(EndpointRule::toString)
                    .toArray(String[]::new))
            .policy());
    private final RateLimiter rates = new RateLimiter();
    private final SpendLedger ledger = new SpendLedger(SpendHistory.EMPTY);
    private final Tree log = new Tree();
    private final Clerk clerk;

    /** A log that writes every entry and keeps none. */
    private static final class Tree implements AuditStorePort {
        final MerkleTree tree = MerkleTree.of(0, List.of());

        @Override
        public CompletionStage<Long> append(AuditEntry entry) {
            long index = tree.size();
            tree.add(LogHash.ofLeaf(EntryText.of(index, entry)), (level, n, hash) -> {});
            return CompletableFuture.completedFuture(index);
        }

        @Override
        public CompletionStage<Long> appendSoon(AuditEntry entry) {
            return append(entry);
        }

        @Override
        public CompletionStage<Long> appendSynced(AuditEntry entry) {
            return append(entry);
        }

        @Override
        public Set<Long> credentialsUsed() {
            return Set.of();
        }
    }

    JudgingCostTest() throws FishnetException {
        clerk = new Clerk(log, InstantSource.system(), AuditSettings.DEFAULT, failure -> {});
    }

    @Test
    void judgingARequestAndWritingItDownTakesAFewKilobytes() throws Exception {
        PromptFacts facts =
                new PromptReader(false).read(LlmApi.CHAT_COMPLETIONS, new ByteArrayInputStream(BODY), BODY.length);
        rounds(facts);

        long before = threads.getCurrentThreadAllocatedBytes();
        rounds(facts);
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;

        assertEquals(4 * ROUNDS, log.tree.size());
        assertTrue(each <= MOST_BYTES, () -> "one request took " + each + " bytes");
    }

    private void rounds(PromptFacts facts) {
        for (int i = 0; i < ROUNDS; i++) {
            request(new RequestHead(Rules.CLAUDE, UpstreamName.OPENAI, "POST", "/v1/chat/completions"), facts);
        }
    }

    private void request(RequestHead head, PromptFacts facts) {
        CaseFile file = new CaseFile(OptionalLong.of(1000));
        file.by(head.agent());
        file.routed(head.upstream(), head.path());
        RateLimit limit = engine.rateLimit(head.agent(), head.upstream()).orElseThrow();
        Optional<Duration> wait = rates.take(head.agent(), head.upstream(), limit, System.nanoTime());
        file.judged("rules", wait);
        allowed(file, engine.byHead(head, wait));
        RequestHash hash = new RequestHash(head.method(), head.path());
        hash.add(BODY, 0, BODY.length);
        file.hashed(hash.finish());
        file.prompt(facts, Optional.empty());
        allowed(file, engine.byPrompt(head, facts, Optional.empty()));
        MicroUsd cost = paid(head, facts, file);
        Intention intention = clerk.intends(file, Optional.empty(), length -> BODY, BODY.length);
        intention.ended(new Intention.End(
                Ending.ANSWERED,
                OptionalInt.of(200),
                Optional.of(Usage.of(9, 7)),
                Optional.of(cost),
                Optional.empty()));
    }

    private MicroUsd paid(RequestHead head, PromptFacts facts, CaseFile file) {
        SpendClaim claim = new SpendClaim(head.agent(), head.upstream(), "gpt-fake", engine.worstCase(facts));
        ReservationOutcome outcome = ledger.reserve(
                claim, Caps.NONE, Caps.NONE, InstantSource.system().instant());
        file.money(claim, outcome);
        allowed(file, engine.byMoney(head, outcome));
        ledger.settle(assertInstanceOf(ReservationOutcome.Held.class, outcome).reservation(), MicroUsd.ZERO);
        return MicroUsd.ZERO;
    }

    private static void allowed(CaseFile file, Decision decision) {
        file.allowed(assertInstanceOf(Decision.Allowed.class, decision).rule());
    }
}
