package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.upstream.Upstream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy refuses, it refuses in every spelling, and what it allows goes to the upstream as it was judged. */
@Tag("S-34")
@Tag("S-46")
class BodyEvasionTest {
    private static final List<String> RULES = List.of("model", "budget", "usage", "drift", "size", "secret");
    private static final Map<String, Door> DOORS = new HashMap<>();

    @BeforeAll
    static void open() throws Exception {
        for (String rule : RULES) {
            FakeUpstream upstream = FakeUpstream.plain();
            Rules open = Rules.open(Upstream.openAi(upstream.baseUri()), Upstream.anthropic(upstream.baseUri()));
            DOORS.put(rule, Door.judging(upstream, ruled(rule, open)));
        }
        for (Evasion first :
                evasions().filter(each -> each.rule().equals("drift")).toList()) {
            if (first.tries().endsWith("as it was")) {
                answer(first);
            }
        }
    }

    private static Rules ruled(String rule, Rules open) {
        return switch (rule) {
            case "model" -> open.askingOnly("gpt-5-mini", "claude-haiku-4-5", "text-embedding-3-small");
            case "budget" -> open.capped(Rules.CLAUDE, 12_000);
            case "drift" -> open.guarded(GuardMode.DENY, SecretMode.IGNORE);
            case "size" -> open.sized(GuardMode.DENY, 300);
            case "secret" -> open.guarded(GuardMode.IGNORE, SecretMode.DENY);
            default -> open;
        };
    }

    @AfterAll
    static void close() {
        DOORS.values().forEach(Door::close);
        DOORS.clear();
    }

    static Stream<Evasion> evasions() {
        return Stream.of("bodies.txt", "money.txt", "guards.txt").flatMap(Evasion::of);
    }

    static Stream<Evasion> refused() {
        return evasions().filter(Evasion::isRefused);
    }

    static Stream<Evasion> served() {
        return evasions().filter(each -> !each.isRefused());
    }

    @ParameterizedTest
    @MethodSource
    void refused(Evasion evasion) throws IOException {
        FakeUpstream upstream = door(evasion).upstream;
        int before = upstream.requests().size();
        Reply reply = answer(evasion);
        assertAll(
                () -> assertEquals(evasion.outcome(), reply.reason(), reply.text()),
                () -> assertEquals(before, upstream.requests().size(), "requests to the upstream"));
    }

    /** One of these in each place of the tables shows that it is the evasion that is refused, and not everything. */
    @ParameterizedTest
    @MethodSource
    void served(Evasion evasion) throws IOException {
        FakeUpstream upstream = door(evasion).upstream;
        int before = upstream.requests().size();
        Reply reply = answer(evasion);
        assertEquals("", reply.reason(), reply.text());
        assertEquals(before + 1, upstream.requests().size());
        RecordedRequest seen = upstream.requests().getLast();
        assertAll(
                () -> assertEquals(evasion.target().replaceFirst("/proxy/[a-z]+", ""), seen.target()),
                () -> assertEquals(latin1(evasion.arrives()), latin1(seen.body())),
                () -> assertEquals(List.of(evasion.arrives().length + ""), seen.headers("content-length")),
                () -> assertEquals(1, seen.headers("content-type").size()),
                () -> assertEquals(List.of(), seen.headers("transfer-encoding")));
    }

    @Test
    void theTablesHaveEnoughOfEachRule() {
        Map<String, Long> refused = refused().collect(Collectors.groupingBy(Evasion::rule, Collectors.counting()));
        Map<String, Long> served = served().collect(Collectors.groupingBy(Evasion::rule, Collectors.counting()));
        assertAll(RULES.stream().map(rule -> () -> {
            assertTrue(refused.getOrDefault(rule, 0L) >= 10, rule);
            assertTrue(served.getOrDefault(rule, 0L) >= 2, rule);
        }));
        assertTrue(evasions().count() >= 150);
        assertEquals(
                evasions().count(), evasions().map(Evasion::toString).distinct().count(), "rows that say the same");
    }

    private static Reply answer(Evasion evasion) throws IOException {
        Door door = door(evasion);
        try (RawAgent agent = door.agent().send(evasion.bytes(door.host()))) {
            return agent.reply();
        }
    }

    private static Door door(Evasion evasion) {
        return Objects.requireNonNull(DOORS.get(evasion.rule()), evasion.rule());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
