package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.DeniedMore;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.AuditEntry.Prompt;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.RequestHash;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.Usage;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log tells of a request. */
class DecisionLogTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anAllowedRequestIsToldOfWithEverythingItWasJudgedBy() throws Exception {
        asked(door.ask(CHAT + "?x=1", BODY));
        outcome();

        Intent intent = door.log.entries(Intent.class).getFirst();

        assertEquals(OptionalLong.of(4711), intent.asked().uid());
        assertEquals(Optional.of(Rules.CLAUDE), intent.asked().agent());
        assertEquals(Optional.of(UpstreamName.OPENAI), intent.asked().upstream());
        assertEquals("POST", intent.asked().method());
        assertEquals("/v1/chat/completions", intent.asked().path());
        assertEquals(
                Optional.of(hash("POST", "/v1/chat/completions?x=1", BODY)),
                intent.asked().hash());
        assertEquals("rules", intent.judged().policy());
        assertEquals(Optional.empty(), intent.judged().delay());
        assertEquals(
                List.of("any", "any", "within_budget"),
                intent.judged().rules().stream().map(RuleId::value).toList());
        Judged.Prompt prompt = intent.judged().prompt().orElseThrow();
        assertEquals(Optional.of("gpt-fake"), prompt.facts().model());
        assertEquals("gpt-fake", intent.judged().money().orElseThrow().claim().what());
        assertEquals("openai:main", intent.credential().orElseThrow().id().toString());
    }

    @Test
    void whatBecameOfItIsToldWithTheMoneyItTook() throws Exception {
        asked(door.ask(CHAT, BODY));

        Outcome outcome = outcome();

        assertEquals(intentIndex(), outcome.intent());
        assertEquals(Ending.ANSWERED, outcome.ending());
        assertEquals(OptionalInt.of(200), outcome.status());
        assertEquals(Optional.of(Usage.of(14, 4)), outcome.usage());
        assertEquals(Optional.of(new MicroUsd(22)), outcome.cost());
        assertEquals(Optional.empty(), outcome.failure());
        assertTrue(outcome.took().compareTo(Duration.ofMinutes(1)) < 0);
    }

    @ParameterizedTest
    @CsvSource({
        "200 without usage, ANSWERED, 200, , ",
        "404, ANSWERED, 404, 0, ",
        "500, ANSWERED, 500, , ",
        "nothing, FAILED, , , upstream_unreachable",
        "a strange coding, FAILED, 200, , upstream_encoding_refused",
        "half an answer, CUT, 200, , upstream_unreachable"
    })
    void everyEndIsTold(String answer, Ending ending, Integer status, Long cost, String failure) throws Exception {
        door.upstream.answerNext(answer(answer));
        whatever(door.ask(CHAT, BODY));

        Outcome outcome = outcome();

        assertEquals(ending, outcome.ending());
        assertEquals(status == null ? OptionalInt.empty() : OptionalInt.of(status), outcome.status());
        assertEquals(Optional.ofNullable(cost).map(MicroUsd::new), outcome.cost());
        assertEquals(Optional.ofNullable(failure), outcome.failure().map(DenialCode::id));
    }

    private static Answer answer(String name) {
        return switch (name) {
            case "200 without usage" -> Answer.json(200, "{}");
            case "nothing" -> Answer.end(CutOff.FIN);
            case "a strange coding" -> Answer.reply(200, "x", "content-encoding: br");
            case "half an answer" ->
                Chunks.eventStream().then(Chunks.chunk("x")).then(Answer.end(CutOff.FIN));
            default -> Answer.json(Integer.parseInt(name), "{}");
        };
    }

    @Test
    void anAgentThatLeavesIsTold() throws Exception {
        door.upstream.answerNext(Chunks.eventStream().then(Chunks.chunk("x")).then(Answer.never()));
        try (RawAgent agent = door.agent().send(door.ask(CHAT, BODY))) {
            agent.head();
            agent.vanish();
        }

        Outcome outcome = outcome();

        assertEquals(Ending.LEFT, outcome.ending());
        assertEquals(OptionalInt.of(200), outcome.status());
    }

    @Test
    void whatAStoppingGatewayCutsIsToldBeforeItHasStopped() throws Exception {
        door.upstream.answerNext(Chunks.eventStream().then(Chunks.chunk("x")).then(Answer.never()));
        try (RawAgent agent = door.agent().send(door.ask(CHAT, BODY))) {
            agent.head();
            door.gateway.stop(Duration.ZERO);
        }
        assertEquals(Ending.CUT, door.log.entries(Outcome.class).getFirst().ending());
    }

    /** A refusal needs no more than what was known by then. */
    @ParameterizedTest
    @CsvSource({
        "no_route, GET, /nowhere, true, false",
        "path_refused, GET, /v1/../x, true, false",
        "method_unknown, FROB, /proxy/openai/v1/models, false, false",
        "endpoint_blocked, GET, /v1/files, true, true"
    })
    void aRefusalIsToldAsFarAsTheRequestCame(String code, String method, String path, boolean known, boolean judged)
            throws Exception {
        door.gateway.use(door.rules.blocking("GET /v1/files").policy());
        String target = path.startsWith("/v1") ? "/proxy/openai" + path : path;
        asked(door.get(target).replaceFirst("GET", method));

        Denied denied = denied();

        assertEquals(code, denied.code().id());
        assertEquals(method, denied.asked().method());
        assertEquals(path, denied.asked().path());
        assertEquals(known, denied.asked().agent().isPresent());
        assertEquals(judged, denied.judged().isPresent());
        assertEquals(Optional.empty(), denied.asked().hash());
        assertEquals(List.of(), door.log.entries(Intent.class));
    }

    @Test
    void whatCannotBeReadIsARefusalOfNobodysRequest() throws Exception {
        whatever("GET\t/ HTTP/1.1\r\n\r\n");
        assertEquals("", denied().asked().method());
        assertEquals("", denied().asked().path());
        assertEquals(DenialCode.MALFORMED_REQUEST, denied().code());
    }

    @Test
    void aRefusedModelIsToldWithWhatItsBodySaid() throws Exception {
        door.gateway.use(door.rules.askingOnly("gpt-other").policy());
        asked(door.ask(CHAT, BODY));

        assertEquals(DenialCode.MODEL_NOT_ALLOWED, denied().code());
        assertEquals("The model gpt-fake is not allowed; allowed are gpt-other.", denied().reason());
        assertEquals(
                Optional.of("gpt-fake"),
                denied().judged().orElseThrow().prompt().orElseThrow().facts().model());
        assertTrue(denied().asked().hash().isPresent());
    }

    @Test
    void aRefusedBudgetIsToldWithTheClaim() throws Exception {
        door.gateway.use(door.rules.capped(Rules.CLAUDE, 10).policy());
        asked(door.ask(CHAT, BODY));

        Judged.Money money = denied().judged().orElseThrow().money().orElseThrow();

        assertEquals(ReservationOutcome.Refused.class, money.outcome().getClass());
        assertEquals(2, denied().judged().orElseThrow().rules().size());
    }

    @Test
    void aRefusedRateIsToldWithTheWait() throws Exception {
        door.gateway.use(door.rules.limited(1).policy());
        asked(door.get("/proxy/openai/v1/models"));
        asked(door.get("/proxy/openai/v1/models"));
        assertEquals(DenialCode.RATE_LIMIT_EXCEEDED, denied().code());
        assertTrue(denied().judged().orElseThrow().delay().isPresent());
    }

    @Test
    void theMethodOfTheQueryThatWasJudgedIsTold() throws Exception {
        door.gateway.use(door.rules.blocking("DELETE /v1/models").policy());
        asked(door.get("/proxy/openai/v1/models?_method=DELETE"));
        assertEquals(Optional.of("DELETE"), denied().asked().meant());
        assertEquals("GET", denied().asked().method());
        assertEquals(1, denied().judged().orElseThrow().rules().size());
    }

    @Test
    void thePromptIsToldWithTheBaselineItWasHeldTo() throws Exception {
        door.gateway.use(door.rules.guarded(GuardMode.DENY, SecretMode.IGNORE).policy());
        String first = BODY.replace("user", "system");
        asked(door.ask(CHAT, first));
        asked(door.ask(CHAT, first.replace("Hi", "Ho")));

        Judged.Prompt before =
                door.log.entries(Intent.class).getFirst().judged().prompt().orElseThrow();
        Judged.Prompt after = denied().judged().orElseThrow().prompt().orElseThrow();

        assertEquals(Optional.empty(), before.baseline());
        assertEquals(before.facts().digest(), after.baseline());
        assertEquals(DenialCode.PROMPT_DRIFT, denied().code());
    }

    @Test
    void aMissingCredentialIsARefusal() throws Exception {
        door.keys.remove(UpstreamName.OPENAI);
        asked(door.ask(CHAT, BODY));
        assertEquals(DenialCode.NO_CREDENTIAL, denied().code());
        assertTrue(denied().judged().orElseThrow().money().isPresent());
    }

    @Test
    void healthIsNoDecision() throws Exception {
        asked(door.get("/health"));
        assertEquals(List.of(), door.log.entries());
    }

    @Test
    void aFloodOfRefusalsIsCountedAndToldAtTheEnd() throws Exception {
        door.gateway.use(door.rules.blocking("GET /v1/files").policy());
        for (int i = 0; i < 25; i++) {
            asked(door.get("/proxy/openai/v1/files"));
        }
        assertEquals(10, door.log.entries(Denied.class).size());
        door.gateway.close();
        assertEquals(15, door.log.entries(DeniedMore.class).getFirst().count());
    }

    @Test
    void aLongBodyIsHashedWholeToo() throws Exception {
        String body = BODY.replace("Hi", "Hi ".repeat(400_000));
        asked(door.ask(CHAT, body));
        asked(door.post("/proxy/openai/v1/other", body));
        outcome();
        assertEquals(
                Optional.of(hash("POST", "/v1/chat/completions", body)),
                door.log.entries(Intent.class).getFirst().asked().hash());
    }

    @Test
    void theHashIsWithoutTheBasePathOfTheUpstream() throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        URI base = upstream.baseUri().resolve("/base");
        try (Door other = Door.open(upstream, GatewayLimits.DEFAULT, base, List.of());
                RawAgent agent = other.agent().send(other.ask(CHAT + "?x=1", BODY))) {
            agent.reply();
            assertEquals(
                    Optional.of(hash("POST", "/v1/chat/completions?x=1", BODY)),
                    other.log.entries(Intent.class).getFirst().asked().hash());
        }
    }

    @Test
    void anOrderIsToldAsItWasJudged() throws Exception {
        try (Exchanges exchanges = Exchanges.open()) {
            exchanges.upstream.answerNext(Answer.json(200, BinanceSaleTest.ticker("40000.00")));
            assertEquals(200, exchanges.order(Exchanges.SELL).status());

            Judged judged = exchanges.door.log.entries(Intent.class).getFirst().judged();
            Judged.Trade trade = judged.trade().orElseThrow();

            assertEquals(Exchanges.SELL, trade.body());
            assertEquals(Optional.of("application/x-www-form-urlencoded"), trade.contentType());
            assertTrue(trade.price().orElseThrow().orElseThrow().contains("40000"));
            assertEquals("orders", judged.money().orElseThrow().claim().what());
        }
    }

    @Test
    void promptsAreKeptWhereTheyAreAskedFor() throws Exception {
        String secret = "AKIAIOSFODNN7EXAMPLE";
        FakeUpstream upstream = FakeUpstream.plain();
        try (Door keeping =
                Door.logging(upstream, Door.both(upstream.baseUri()), GatewayLimits.DEFAULT, keepingPrompts())) {
            RawAgent agent = keeping.agent().send(keeping.ask(CHAT, BODY.replace("Hi", "Hi " + secret)));
            agent.reply();
            agent.close();
            assertTrue(
                    Eventually.isTrue(() -> !keeping.log.entries(Outcome.class).isEmpty()));

            Prompt prompt = keeping.log.entries(Prompt.class).getFirst();

            assertEquals(BODY.replace("Hi", "Hi [redacted by fishnet: aws_access_key]"), prompt.body());
            assertEquals(BODY.length() + 1 + secret.length(), prompt.length());
            assertEquals(List.of("Intent", "Act", "Prompt", "Outcome"), kinds(keeping));
        }
    }

    private static List<String> kinds(Door door) {
        return door.log.entries().stream()
                .map(entry -> entry.getClass().getSimpleName())
                .toList();
    }

    static AuditSettings keepingPrompts() {
        AuditSettings all = AuditSettings.DEFAULT;
        return new AuditSettings(
                all.durability(),
                all.whenUnwritable(),
                true,
                all.checkpointFile(),
                all.checkpointUrl(),
                all.checkpointEvery());
    }

    /** Whatever the gateway writes, the log's own reader reads. */
    @Test
    void everyEntryCanBeWrittenAndReadBack() throws Exception {
        asked(door.ask(CHAT, BODY));
        door.gateway.use(door.rules.blocking("GET /v1/files").policy());
        asked(door.get("/proxy/openai/v1/files"));
        whatever("GET\t/ HTTP/1.1\r\n\r\n");
        outcome();
        long index = 0;
        for (AuditEntry entry : door.log.entries()) {
            byte[] text = EntryText.of(index, entry);
            assertEquals(
                    new String(text, UTF_8),
                    new String(EntryText.of(index, EntryReader.read(text).entry()), UTF_8));
            index++;
        }
    }

    private static String hash(String method, String target, String body) {
        RequestHash hash = new RequestHash(method, target);
        byte[] bytes = body.getBytes(UTF_8);
        hash.add(bytes, 0, bytes.length);
        return hash.finish();
    }

    private Denied denied() {
        assertEquals(1, door.log.entries(Denied.class).size());
        return door.log.entries(Denied.class).getFirst();
    }

    private Outcome outcome() {
        assertTrue(Eventually.isTrue(() -> !door.log.entries(Outcome.class).isEmpty()));
        return door.log.entries(Outcome.class).getFirst();
    }

    private long intentIndex() {
        return door.log.entries().indexOf(door.log.entries(Intent.class).getFirst());
    }

    private Reply asked(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }

    /** Whole or cut off. */
    private void whatever(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            agent.reply();
        } catch (EOFException cut) {
            // as expected
        }
    }
}
