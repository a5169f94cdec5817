package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Echo;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialSource;
import dev.fishnet.vault.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
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
    void withoutAKeyTheAgentIsToldWhatTheOperatorCanDo() throws IOException {
        door.keys.remove(UpstreamName.OPENAI);
        Reply reply = asked("/proxy/openai/v1/models");
        assertEquals(403, reply.status());
        assertEquals("no_credential", reply.reason());
        assertTrue(reply.text().contains("fishnet add-key --service openai"), reply.text());
        assertEquals(0, door.upstream.connections());
    }

    @Test
    @Tag("S-06")
    void aKeyGoesToItsOwnUpstreamOnly() throws IOException {
        asked("/proxy/openai/v1/models");
        asked("/proxy/anthropic/v1/models");
        List<RecordedRequest> seen = door.upstream.requests();
        assertEquals(List.of("Bearer " + Door.OPENAI_KEY), seen.get(0).headers("authorization"));
        assertEquals(List.of(), seen.get(0).headers("x-api-key"));
        assertEquals(List.of(Door.ANTHROPIC_KEY), seen.get(1).headers("x-api-key"));
        assertEquals(List.of(), seen.get(1).headers("authorization"));
    }

    @Test
    @Tag("S-06")
    void aKeyOfOneUpstreamDoesNotServeForTheOther() throws IOException {
        door.keys.remove(UpstreamName.ANTHROPIC);
        assertEquals("no_credential", asked("/proxy/anthropic/v1/models").reason());
        assertEquals(200, asked("/proxy/openai/v1/models").status());
    }

    @Test
    void aReplacedKeyIsUsedFromTheNextRequestOn() throws IOException {
        asked("/proxy/openai/v1/models");
        door.keys.with(UpstreamName.OPENAI, "sk-second");
        asked("/proxy/openai/v1/models");
        assertEquals(
                "Bearer sk-second",
                door.upstream.requests().get(1).header("authorization").orElseThrow());
    }

    @Test
    @Tag("S-05")
    void aReplacedKeyIsMaskedFromTheNextRequestOn() throws IOException {
        asked("/proxy/openai/v1/models");
        door.keys.with(UpstreamName.OPENAI, "sk-second-key");
        door.upstream.answerNext(Echo.inBody(200));
        Reply echoed = asked("/proxy/openai/v1/models");
        assertTrue(echoed.text().contains("Bearer *************\r\n"), echoed.text());
    }

    @Test
    void aKeyClosedBetweenBeingFoundAndBeingReadIsAskedForAgain() throws Exception {
        SecretBytes closed = SecretBytes.takeFrom(new byte[] {'a'});
        closed.close();
        SecretBytes open = SecretBytes.takeFrom("sk-next".getBytes(StandardCharsets.US_ASCII));
        Iterator<SecretBytes> found = List.of(closed, open).iterator();
        CredentialSource racing = upstream -> Optional.of(StoredKeys.lent(upstream, found.next()));
        try (Keys keys = new Keys(racing);
                KeyRing ring = keys.keyFor(UpstreamName.OPENAI).ring()) {
            assertEquals(7, ring.current().orElseThrow().length());
        }
    }

    @Test
    void aKeyThatIsClosedEachTimeIsNoKey() throws Exception {
        SecretBytes closed = SecretBytes.takeFrom(new byte[] {'a'});
        closed.close();
        try (Keys keys = new Keys(upstream -> Optional.of(StoredKeys.lent(upstream, closed)))) {
            assertTrue(keys.keyFor(UpstreamName.OPENAI).secret().isEmpty());
        }
    }

    @Test
    @Tag("S-05")
    void f15AKeyFromBeforeARotationIsMaskedToo() throws IOException {
        asked("/proxy/openai/v1/models");
        door.keys.with(UpstreamName.OPENAI, "sk-second-key");
        asked("/proxy/openai/v1/models");
        door.keys.remove(UpstreamName.OPENAI);
        asked("/proxy/openai/v1/models");
        door.keys.with(UpstreamName.OPENAI, "sk-third-key");
        String all = "a " + Door.OPENAI_KEY + " b sk-second-key c sk-third-key d sk-thir";
        door.upstream.answerNext(Answer.reply(200, all, "x-old: " + Door.OPENAI_KEY, "x-other: 1"));
        Reply reply = asked("/proxy/openai/v1/models");
        String first = "*".repeat(Door.OPENAI_KEY.length());
        assertEquals("a " + first + " b ************* c ************ d sk-thir", reply.text());
        assertEquals("HTTP/1.1 200 OK\r\nx-other: 1\r\ncontent-length: " + all.length() + "\r\n\r\n", reply.head());
    }

    @Test
    @Tag("S-14")
    void f15FormerKeysAreLetGoAfterFourOthersAndAtTheEnd() throws Exception {
        StoredKeys stored = new StoredKeys();
        List<HeldKey> held = new ArrayList<>();
        try (Keys keys = new Keys(stored)) {
            for (int i = 0; i < 6; i++) {
                stored.with(UpstreamName.OPENAI, "sk-" + i);
                held.add(used(keys));
            }
            assertEquals(List.of(0, 1, 1, 1, 1, 1), counts(held));
            stored.with(UpstreamName.OPENAI, "sk-5");
            used(keys);
            assertEquals(List.of(0, 1, 1, 1, 1, 0), counts(held), "the same key again is kept once");
        }
        assertEquals(List.of(0, 0, 0, 0, 0, 0), counts(held));
    }

    private static HeldKey used(Keys keys) throws UnusableKeyException {
        try (KeyRing ring = keys.keyFor(UpstreamName.OPENAI).ring()) {
            return ring.current().orElseThrow();
        }
    }

    private static List<Integer> counts(List<HeldKey> held) {
        return held.stream().map(HeldKey::refCnt).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk x", "sk\r\nx-injected: y", "sk\u0000", "sk\u00e9", "sk\t"})
    void aKeyThatCannotStandInAFieldIsNotSent(String key) throws IOException {
        door.keys.with(UpstreamName.OPENAI, key);
        Reply reply = asked("/proxy/openai/v1/models");
        assertEquals(403, reply.status());
        assertEquals("credential_unusable", reply.reason());
        assertEquals(0, door.upstream.connections());
    }

    private Reply asked(String target) throws IOException {
        try (RawAgent agent = door.agent().send(door.get(target))) {
            return agent.reply();
        }
    }
}
