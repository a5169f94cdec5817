package dev.fishnet.proxy.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.audit.Judged;
import dev.fishnet.llm.BodyEdit;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Tier;
import dev.fishnet.upstream.UpstreamName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-57")
class DiscretionTest {
    private static final String AWS = "AKIAIOSFODNN7EXAMPLE";

    @ParameterizedTest
    @CsvSource({
        "/v1/models, /v1/models",
        "/v1/a%20b, /v1/a%20b",
        "/v1/%zz, /v1/%zz",
        "/v1/AWS, /v1/…",
        "/v1/%41KIAIOSFODNN7EXAMPLE, /…",
        "/v1/%2541KIAIOSFODNN7EXAMPLE, /…",
        "/v1/%zz/%41KIAIOSFODNN7EXAMPLE, /…",
        "http://user:password@example.com/x, http://…@example.com/x",
        "http://AWS.example.com/, http://….example.com/",
        "http://us%65r:password@x/, http://…@x/",
        "http://x/%41KIAIOSFODNN7EXAMPLE, …",
        "example.com:443, example.com:443"
    })
    void ofAPathNoSecretStays(String path, String shown) {
        assertEquals(shown, Discretion.path(path.replace("AWS", AWS)));
    }

    @Test
    void aPathIsBounded() {
        assertEquals(
                "/" + "a b ".repeat(256).substring(1) + "…",
                Discretion.path("/" + "a b ".repeat(9999).substring(1)));
    }

    @ParameterizedTest
    @CsvSource({"GET, GET", "get, get", "'', ''", "M-SEARCH, M-SEARCH", "AWS, …", "GET IT, …", "PATCHWORKQUILTING, …"})
    void ofAMethodNothingButLettersStays(String method, String shown) {
        assertEquals(shown, Discretion.method(method.replace("AWS", AWS)));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5, gpt-5",
        "accounts/x/models/y@1, accounts/x/models/y@1",
        "AWS, …",
        "tell me a secret, …",
        "tëll, …"
    })
    void ofAModelNoSentenceStays(String model, String shown) {
        String given = model.replace("AWS", AWS);
        PromptFacts facts = Discretion.facts(facts(given, List.of("tools.web_search", given)));

        assertEquals(Optional.of(shown), facts.model());
        assertEquals(List.of("tools.web_search", shown), facts.unpriced());
        assertEquals(List.of(), facts.redaction());
    }

    @Test
    void aLongModelIsNoName() {
        assertEquals(
                Optional.of("…"),
                Discretion.facts(facts("m".repeat(129), List.of())).model());
    }

    @Test
    void aClaimNamesNoSecretEither() {
        SpendClaim claim = new SpendClaim(new AgentName("claude"), UpstreamName.OPENAI, AWS, new MicroUsd(5));
        ReservationOutcome held = new ReservationOutcome.Held(new Reservation(7, claim, LocalDate.EPOCH), 3);

        Judged.Money shown = Discretion.money(claim, held);

        assertEquals("…", shown.claim().what());
        assertEquals(
                new ReservationOutcome.Held(new Reservation(7, shown.claim(), LocalDate.EPOCH), 3), shown.outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "BINANCE_WITHDRAWAL_REFUSED, '', '', ''",
        "BINANCE_ENDPOINT_REFUSED, '', '', ''",
        "BODY_REFUSED, symbol=X&key=…, text/plain, …",
        "BINANCE_ORDER_REFUSED, symbol=X&key=…, text/plain, what …"
    })
    void ofATradeStaysWhatItsVerdictHungOn(DenialCode code, String query, String type, String body) {
        Judged.Trade trade = Discretion.trade(
                Optional.of("symbol=X&key=" + AWS),
                Optional.of("text/plain"),
                "what " + AWS,
                Optional.of(Decision.Denied.of(code, "No.")));

        assertEquals(query, trade.query().orElse(""));
        assertEquals(type, trade.contentType().orElse(""));
        assertEquals(body, trade.body());
    }

    private static PromptFacts facts(String model, List<String> unpriced) {
        return new PromptFacts(
                LlmApi.CHAT_COMPLETIONS,
                Optional.of(model),
                false,
                OptionalLong.of(1),
                OptionalLong.empty(),
                1,
                Tier.STANDARD,
                1,
                Optional.empty(),
                List.of(),
                unpriced,
                List.of(),
                List.of(new BodyEdit(0, 1, "x")));
    }
}
