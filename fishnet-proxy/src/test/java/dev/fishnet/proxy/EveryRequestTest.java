package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.DeniedMore;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.RequestHash;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Exchange;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests of every kind, by agents of every kind, to an upstream of every kind, while the gateway runs and while it
 * stops: each is told once.
 */
@Tag("S-56")
class EveryRequestTest {
    private static final int AGENTS = 8;
    private static final int REQUESTS = 40;
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String LAST = "Connection: close\r\n";
    private static final String BODY =
            "{\"model\":\"%s\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}";

    private final Set<String> sent = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> passedOn = Collections.synchronizedSet(new HashSet<>());
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unheard = new AtomicInteger();
    private final AtomicInteger early = new AtomicInteger();

    /** A request with nothing in it that another has. */
    private record Request(String method, String target, String body) {
        String hash() {
            RequestHash hash = new RequestHash(method, target.replace("/proxy/openai", ""));
            byte[] bytes = body.getBytes(ISO_8859_1);
            hash.add(bytes, 0, bytes.length);
            return hash.finish();
        }

        String text(Door door) {
            return method.equals("GET") ? door.get(target, LAST) : door.ask(target, body, LAST);
        }
    }

    @Test
    void everyRequestIsToldOfOnce() throws Exception {
        Random seeds = new Random(20261122);
        FakeUpstream upstream = FakeUpstream.plain();
        Rules rules = Door.both(upstream.baseUri())
                .askingOnly("gpt-fake")
                .blocking("GET /v1/files")
                .capped(Rules.CLAUDE, 4_000_000);
        try (Door door = Door.judging(upstream, rules, limits())) {
            upstream.answerAlways((request, exchange) -> misbehave(door, request, exchange));
            playAll(door, seeds);
            check(door);
        }
    }

    /** Whoever is slow is slow for a moment only. */
    private static GatewayLimits limits() {
        GatewayLimits.Times times = GatewayLimits.Times.DEFAULT;
        return new GatewayLimits(
                GatewayLimits.Sizes.DEFAULT,
                new GatewayLimits.Times(
                        times.head(),
                        Duration.ofMillis(300),
                        times.body(),
                        times.agentStall(),
                        times.connect(),
                        Duration.ofMillis(300),
                        Duration.ofMillis(20)));
    }

    private void playAll(Door door, Random seeds) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch most = new CountDownLatch(AGENTS * REQUESTS * 9 / 10);
        try (ExecutorService agents = Executors.newFixedThreadPool(AGENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int agent = 0; agent < AGENTS; agent++) {
                long seed = seeds.nextLong();
                int number = agent;
                all.add(agents.submit(() -> play(door, number, new Random(seed), over, most)));
            }
            assertTrue(most.await(30, TimeUnit.SECONDS), "too slow");
            door.gateway.stop(Duration.ofMillis(100));
            over.set(true);
            for (Future<?> each : all) {
                each.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private void play(Door door, int agent, Random random, AtomicBoolean over, CountDownLatch done) {
        for (int i = 0; i < REQUESTS && !over.get(); i++) {
            String id = "x" + agent + "y" + i + "z";
            Request request = request(id, random);
            try (RawAgent one = door.agent().send(request.text(door))) {
                if (random.nextInt(8) == 0) {
                    one.vanish();
                    unheard.incrementAndGet();
                } else {
                    heard(request, one.head());
                    one.untilClosed();
                }
            } catch (IOException cutOrStopped) {
                unheard.incrementAndGet();
            } finally {
                done.countDown();
            }
        }
    }

    /** What went wrong on the way to the upstream is told in the outcome. */
    private void heard(Request request, String answer) {
        if (answer.contains("x-fishnet-reason") && !answer.contains("x-fishnet-reason: upstream")) {
            refused.incrementAndGet();
        } else {
            passedOn.add(request.hash());
        }
    }

    private static Request request(String id, Random random) {
        String chat = CHAT + "?" + id;
        return switch (random.nextInt(9)) {
            case 0 -> new Request("GET", "/proxy/openai/v1/files?" + id, "");
            case 1 -> new Request("GET", "/nowhere/" + id, "");
            case 2 -> new Request("POST", chat, BODY.formatted("o1-pro", id, ""));
            case 3 -> new Request("POST", chat, "{");
            case 4 -> new Request("POST", "/proxy/openai/v1/" + id, "x".repeat(random.nextInt(400_000)));
            case 5 -> new Request("POST", chat, BODY.formatted("gpt-fake", "w ".repeat(random.nextInt(200_000)), ""));
            case 6 -> new Request("POST", chat, BODY.formatted("gpt-fake", id, ",\"stream\":true"));
            case 7 -> new Request("POST", chat, BODY.formatted("gpt-fake", id, ""));
            default -> new Request("GET", "/proxy/openai/v1/" + id, "");
        };
    }

    /** Whatever it sees is in the log before. */
    private void misbehave(Door door, RecordedRequest request, Exchange exchange)
            throws IOException, InterruptedException {
        sent.add(request.target());
        Random random = new Random(request.target().hashCode());
        int seen = sent.size(); // before the log is looked at, which grows meanwhile
        if (intents(door) < seen) {
            early.incrementAndGet();
        }
        answer(random.nextInt(10)).send(request, exchange);
    }

    private static Answer answer(int kind) {
        return switch (kind) {
            case 0 -> Answer.end(CutOff.FIN);
            case 1 -> Answer.end(CutOff.RST);
            case 2 -> Chunks.eventStream().then(Chunks.chunk("data: x\n\n")).then(Answer.end(CutOff.FIN));
            case 3 -> Answer.never();
            case 4 -> Chunks.eventStream().then(Chunks.chunk("data: x\n\n")).then(Answer.never());
            case 5 -> Answer.raw("nonsense\r\n\r\n");
            case 6 -> Answer.json(500, "{}");
            default -> Answer.played();
        };
    }

    private static int intents(Door door) {
        return door.log.entries(Intent.class).size();
    }

    private void check(Door door) {
        List<AuditEntry> entries = door.log.entries();
        assertEquals(0, early.get(), "an upstream saw a request before the log");
        eachIsToldOnce(entries);
        outcomesBelongToIntents(entries);
        moneyAgrees(door, entries);
        assertTrue(passedOn.size() > AGENTS * REQUESTS / 4, "only " + passedOn.size() + " were passed on");
        assertTrue(refused.get() > AGENTS * REQUESTS / 4, "only " + refused.get() + " were refused");
        Set<Ending> endings = entries.stream()
                .filter(Outcome.class::isInstance)
                .map(entry -> ((Outcome) entry).ending())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ending.class)));
        assertTrue(
                endings.containsAll(EnumSet.of(Ending.ANSWERED, Ending.CUT, Ending.LEFT, Ending.FAILED)), "" + endings);
    }

    private void eachIsToldOnce(List<AuditEntry> entries) {
        Set<String> allowed = new HashSet<>();
        Set<String> denied = new HashSet<>();
        long told = 0;
        for (AuditEntry entry : entries) {
            switch (entry) {
                case Intent intent ->
                    assertTrue(allowed.add(intent.asked().hash().orElseThrow()), "told twice");
                case Denied no -> {
                    no.asked().hash().ifPresent(hash -> assertTrue(denied.add(hash), "told twice"));
                    told++;
                }
                case DeniedMore more -> told += more.count();
                default -> {}
            }
        }
        assertTrue(Collections.disjoint(allowed, denied), "allowed and denied");
        assertTrue(allowed.containsAll(passedOn), "passed on without an intent");
        assertTrue(allowed.size() <= passedOn.size() + unheard.get(), "more intents than requests");
        assertTrue(
                told >= refused.get() && told <= refused.get() + unheard.get(), told + " of " + refused + " refusals");
    }

    private static void outcomesBelongToIntents(List<AuditEntry> entries) {
        Set<Long> open = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            switch (entries.get(i)) {
                case Intent intent -> open.add((long) i);
                case Outcome outcome ->
                    assertTrue(open.remove(outcome.intent()), "a second outcome, or one of nothing");
                default -> {}
            }
        }
        assertEquals(Set.of(), open, "intents without an outcome");
    }

    /** What an outcome says it cost is what the books say. */
    private static void moneyAgrees(Door door, List<AuditEntry> entries) {
        Map<Long, Optional<MicroUsd>> costs = new HashMap<>();
        for (AuditEntry entry : entries) {
            if (entry instanceof Outcome outcome
                    && entries.get((int) outcome.intent()) instanceof Intent intent
                    && intent.judged().money().isPresent()) {
                Reservation held =
                        ((ReservationOutcome.Held) intent.judged().money().get().outcome()).reservation();
                costs.put(held.id(), outcome.cost());
            }
        }
        for (SpendRecord record : door.books.records()) {
            if (record instanceof SpendRecord.Settled settled && costs.containsKey(settled.id())) {
                assertEquals(Optional.of(settled.cost()), costs.remove(settled.id()));
            } else if (record instanceof SpendRecord.Kept kept) {
                assertEquals(Optional.empty(), costs.remove(kept.id()));
            }
        }
        assertEquals(Map.of(), costs);
    }
}
