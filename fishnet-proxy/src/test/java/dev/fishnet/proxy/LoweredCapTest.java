package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.policy.Policy;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Caps are those of the moment in which money is held, however long ago the request began. */
@Tag("S-45")
class LoweredCapTest {
    private static final String CHAT = "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void aRequestThatBeganBeforeACapWasLoweredIsHeldToIt() throws Exception {
        assertEquals(
                "budget_exceeded",
                reasonAfter(door -> door.rules.capped(Rules.CLAUDE, 1).policy()));
    }

    @Test
    void aRequestThatBeganBeforeItsAgentWasRemovedSpendsNothing() throws Exception {
        assertEquals("caller_unknown", reasonAfter(LoweredCapTest::withoutAgents));
    }

    private static Policy withoutAgents(Door door) {
        Rules rules = door.rules;
        return new Rules(rules.upstreams(), rules.access(), Map.of(), rules.llm(), rules.prices(), rules.binance())
                .policy();
    }

    private interface Change {
        Policy of(Door door);
    }

    /** The head is judged under the old policy, as its invitation to go on shows, and the body comes under the new. */
    private static String reasonAfter(Change change) throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            String request = door.ask(CHAT, BODY, "expect: 100-continue\r\n");
            int head = request.length() - BODY.length();
            agent.send(request.substring(0, head));
            assertEquals(
                    "HTTP/1.1 100 Continue", agent.head().lines().findFirst().orElse(""));
            door.gateway.use(change.of(door));
            String reason = agent.send(request.substring(head)).reply().reason();
            assertEquals(0, door.upstream.requests().size());
            return reason;
        }
    }
}
