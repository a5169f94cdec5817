package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.EntryText;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.testkit.Echo;
import dev.fishnet.testkit.FakeUpstream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything an agent can say anywhere, and everything the vault has: none of it gets into the log. */
@Tag("S-57")
class LogCanaryTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String TOKEN = "fnagent_" + "c4Nary".repeat(7) + "x";
    private static final String AWS = "AKIACANARY7CANARY7XY";
    private static final String WORD = "blabbermouth";

    /** A request to a model with a word in every place where there can be one. */
    private static final String PROMPT =
            """
            {"model":"%s","max_tokens":10,"user":"WORD","metadata":{"WORD":"WORD"},"stop":["WORD"],
            "tools":[{"type":"function","function":{"name":"WORD","description":"WORD","parameters":{}}}],
            "messages":[{"role":"system","content":"WORD"},{"role":"user","name":"WORD","content":[
            {"type":"text","text":"WORD AWS TOKEN"}]}]}""".replace("WORD", WORD).replace("AWS", AWS).replace("TOKEN", TOKEN);

    /** As they are, or with their letters in the other case. */
    private static final List<String> CANARIES = List.of(
            WORD,
            "canary7xy",
            "c4nary",
            Door.OPENAI_KEY,
            Door.ANTHROPIC_KEY,
            Exchanges.KEY,
            Exchanges.SECRET,
            "s3cretcookie");

    private final List<String> found = new ArrayList<>();
    private int entries;

    @Test
    void noEntryHasASecretOrAPromptInIt() throws Exception {
        for (SecretMode mode : SecretMode.values()) {
            askEverything(rules -> rules.guarded(GuardMode.DENY, mode), AuditSettings.DEFAULT);
        }
        askEverything(rules -> rules.askingOnly("gpt-other"), AuditSettings.DEFAULT);
        assertEquals(List.of(), found);
        assertTrue(entries > 100, "only " + entries + " entries");
    }

    @Test
    void noEntryHasASecretInItThoughPromptsAreKept() throws Exception {
        askEverything(rules -> rules, DecisionLogTest.keepingPrompts());
        assertTrue(found.contains(WORD));
        found.removeIf(WORD::equals);
        assertEquals(List.of(), found);
    }

    @Test
    void noOrderHasAKeyInIt() throws Exception {
        try (Exchanges exchanges = Exchanges.open()) {
            exchanges.order(Exchanges.BUY);
            exchanges.order(Exchanges.BUY + "&newClientOrderId=" + AWS);
            exchanges.order(Exchanges.BUY + "&signature=1", "x-mbx-apikey: " + TOKEN + "\r\n");
            exchanges.get("/binance/api/v3/time", "x-mbx-apikey: " + TOKEN + "\r\n");
            exchanges.asked(exchanges.door.ask("/binance/sapi/v1/capital/withdraw/apply?a=" + AWS, PROMPT));
            exchanges.asked(exchanges.door.ask("/binance/api/v3/order", PROMPT));
            look(exchanges.door);
        }
        assertEquals(List.of(), found);
        assertTrue(entries >= 8, "only " + entries + " entries");
    }

    private void askEverything(UnaryOperator<Rules> made, AuditSettings audit) throws Exception {
        FakeUpstream upstream = FakeUpstream.plain().answerAlways(Echo.inBody(200));
        Rules rules = made.apply(Door.both(upstream.baseUri()));
        try (Door door = Door.logging(upstream, rules, GatewayLimits.DEFAULT, audit)) {
            for (String request : requests(door)) {
                ask(door, request);
            }
            door.gateway.close();
            assertTrue(!door.log.entries(Intent.class).isEmpty()
                    && !door.log.entries(Denied.class).isEmpty());
            look(door);
        }
    }

    private static List<String> requests(Door door) {
        String auth = "Authorization: Bearer " + TOKEN + "\r\nx-api-key: " + AWS + "\r\ncookie: s3cretcookie\r\n";
        List<String> all = new ArrayList<>();
        for (String model : List.of("gpt-fake", AWS, WORD + " " + WORD, TOKEN)) {
            all.add(door.ask(CHAT, PROMPT.formatted(model)));
            all.add(door.ask(CHAT + "?" + WORD + "=" + AWS, PROMPT.formatted(model)));
            all.add(door.ask("/proxy/anthropic/v1/messages", PROMPT.formatted(model)));
            all.add(door.ask("/proxy/openai/v1/embeddings", PROMPT.formatted(model)));
        }
        for (String path :
                List.of("v1/models", "v1/AWS", "v1/%41KIACANARY7CANARY7XY", "v1/../AWS", "v1/TOKEN", "%zz/AWS")) {
            String target = "/proxy/openai/" + path.replace("AWS", AWS).replace("TOKEN", TOKEN);
            all.add(door.get(target));
            all.add(door.get(target + "?" + WORD + "=" + AWS, auth));
            all.add(door.get("/" + path.replace("AWS", AWS).replace("TOKEN", TOKEN)));
        }
        all.add(door.get("http://" + WORD + ":" + AWS + "@example.com/"));
        all.add(door.get("/proxy/openai/v1/models").replaceFirst("GET", AWS));
        all.add(door.get("/proxy/openai/v1/models?_method=" + WORD + WORD));
        all.add(door.get("/proxy/openai/v1/models", "Origin: http://" + WORD + "\r\n"));
        all.add(door.get("/proxy/openai/v1/models", WORD + " : x\r\n"));
        all.add("GET\t/" + WORD + AWS + " HTTP/1.1\r\n\r\n");
        all.add(door.ask(CHAT, PROMPT + WORD));
        all.add(door.post(CHAT, PROMPT, "content-type: " + WORD + "\r\n"));
        all.add(door.post("/proxy/openai/v1/other", AWS + " " + TOKEN));
        return all;
    }

    private static void ask(Door door, String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            agent.reply();
        } catch (EOFException cut) {
            // what matters is what the log says of it
        }
    }

    private void look(Door door) {
        long index = 0;
        for (AuditEntry entry : door.log.entries()) {
            String text = new String(EntryText.of(index++, entry), UTF_8).toLowerCase(Locale.ROOT);
            CANARIES.stream()
                    .filter(canary -> text.contains(canary.toLowerCase(Locale.ROOT)))
                    .forEach(found::add);
            entries++;
        }
    }
}
