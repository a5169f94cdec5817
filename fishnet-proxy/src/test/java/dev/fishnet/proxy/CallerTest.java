package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.spend.SpendRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-44")
class CallerTest {
    private static final String TOKEN = "fnagent_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String OTHER = "fnagent_another";
    private static final String CHAT = "{\"model\":\"gpt-fake\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String TARGET = "/proxy/openai/v1/models";

    private final List<Optional<String>> tokensSeen = new CopyOnWriteArrayList<>();
    private final List<OptionalLong> uidsSeen = new CopyOnWriteArrayList<>();
    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        door = Door.open();
        door.gateway.use(this::identify);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Caller identify(OptionalLong uid, Optional<String> token) {
        tokensSeen.add(token);
        uidsSeen.add(uid);
        if (token.isPresent()) {
            return token.get().equals(TOKEN) ? new Caller.Known(Rules.CODEX) : refused(DenialCode.TOKEN_REFUSED);
        }
        return uid.equals(OptionalLong.of(4711)) ? new Caller.Known(Rules.CLAUDE) : refused(DenialCode.CALLER_UNKNOWN);
    }

    private static Caller refused(DenialCode code) {
        return new Caller.Refused(Decision.Denied.of(code, "Not known here."));
    }

    @Test
    void whoTheKernelNamesIsServed() throws IOException {
        assertEquals(200, asked(door.get(TARGET)).status());
        assertEquals(List.of(OptionalLong.of(4711)), uidsSeen);
    }

    @Test
    void aStrangerIsRefusedBeforeAnythingIsSent() throws IOException {
        door.peers.everybodyIs(1);
        Reply reply = asked(door.get(TARGET));
        assertEquals("caller_unknown", reply.reason());
        assertEquals(403, reply.status());
        assertEquals(0, door.upstream.connections());
    }

    @Test
    void aStrangerDoesNotLearnWhatIsServed() throws IOException {
        door.peers.everybodyIsUnknown();
        assertEquals("caller_unknown", asked(door.get("/nowhere")).reason());
    }

    @Test
    void anybodyMayAskWhetherTheGatewayIsWell() throws IOException {
        door.peers.everybodyIsUnknown();
        assertEquals(200, asked(door.get("/health")).status());
        assertEquals(List.of(), uidsSeen);
    }

    @Test
    void twoAgentsPayEachForItself() throws IOException {
        asked(door.ask("/proxy/openai/v1/chat/completions", CHAT));
        asked(door.ask("/proxy/openai/v1/chat/completions", CHAT, "x-api-key: " + TOKEN + "\r\n"));
        assertEquals(
                List.of(Rules.CLAUDE, Rules.CODEX),
                door.books.records().stream()
                        .filter(SpendRecord.Held.class::isInstance)
                        .map(record -> ((SpendRecord.Held) record)
                                .reservation()
                                .claim()
                                .agent())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization: Bearer ", "authorization: bearer  ", "x-api-key: ", "X-API-Key: ", "X_Api_Key: "
            })
    void aTokenStandsWhereAnApiKeyWould(String field) throws IOException {
        door.peers.everybodyIsUnknown();
        assertEquals(200, asked(door.get(TARGET, field + TOKEN + "\r\n")).status());
        assertEquals(List.of(Optional.of(TOKEN)), tokensSeen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer sk-placeholder",
                "Authorization: Bearer FNAGENT_abc",
                "Authorization: Basic fnagent_abc",
                "Authorization: fnagent_abc",
                "x-other: fnagent_abc",
                "x-api-key: sk-fnagent_abc"
            })
    void whatIsNoTokenIsNotTakenForOne(String field) throws IOException {
        asked(door.get(TARGET, field + "\r\n"));
        assertEquals(List.of(Optional.empty()), tokensSeen);
    }

    @Test
    void aWrongTokenIsRefusedAlthoughTheUidIsKnown() throws IOException {
        assertEquals(
                "token_refused",
                asked(door.get(TARGET, "x-api-key: " + OTHER + "\r\n")).reason());
        assertEquals(0, door.upstream.connections());
    }

    @Test
    void twoTokensAreRefused() throws IOException {
        String two = "x-api-key: " + TOKEN + "\r\nAuthorization: Bearer " + OTHER + "\r\n";
        assertEquals("token_refused", asked(door.get(TARGET, two)).reason());
        assertEquals(List.of(), tokensSeen);
    }

    @Test
    void aTokenBesideAnotherAuthorizationIsRefused() throws IOException {
        String two = "Authorization: Bearer sk-x\r\nAuthorization: Bearer " + TOKEN + "\r\n";
        assertEquals("token_refused", asked(door.get(TARGET, two)).reason());
    }

    @Test
    void aTokenInTheTargetIsRefused() throws IOException {
        assertEquals("token_refused", asked(door.get(TARGET + "?key=" + TOKEN)).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer ",
                "x-api-key: ",
                "api-key: ",
                "x-goog-api-key: ",
                "x-other: a",
                "cookie: t="
            })
    void aTokenNeverReachesAnUpstream(String field) throws IOException {
        door.gateway.use(Door.EVERYBODY);
        assertEquals(200, asked(door.get(TARGET, field + TOKEN + "\r\n")).status());
        String head = door.upstream.requests().getFirst().headText();
        assertFalse(head.contains("fnagent_"), head);
    }

    @Test
    void theKernelIsAskedOnceForAConnection() throws IOException {
        try (RawAgent agent = door.agent()) {
            assertEquals(200, agent.send(door.get(TARGET)).reply().status());
            door.peers.everybodyIs(1);
            assertEquals(200, agent.send(door.get(TARGET)).reply().status());
        }
        assertEquals("caller_unknown", asked(door.get(TARGET)).reason());
    }

    @Test
    void whoIsNoLongerKnownIsRefusedFromTheNextRequestOn() throws IOException {
        try (RawAgent agent = door.agent()) {
            assertEquals(200, agent.send(door.get(TARGET)).reply().status());
            door.gateway.use((uid, token) -> refused(DenialCode.CALLER_UNKNOWN));
            Reply reply = agent.send(door.get(TARGET)).reply();
            assertEquals("caller_unknown", reply.reason());
            assertTrue(reply.says("x-should-retry: false"));
        }
    }

    private Reply asked(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }
}
