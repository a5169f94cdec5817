package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.policy.DefaultEndpoints;
import dev.fishnet.policy.EndpointRule;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No other spelling of a request gets to an upstream when the plain one is refused; the tables say what is tried. */
@Tag("S-41")
@Tag("S-46")
class PathEvasionTest {
    private static final UpstreamName GITHUB = new UpstreamName("github");
    private static final Map<String, String> ROUTES = Map.of("github", "/custom/github", "openai", "/proxy/openai");
    private static final Map<String, Set<String>> CODES = Map.of(
            "malformed",
            Set.of(
                    "malformed_request",
                    "method_unknown",
                    "method_refused",
                    "path_refused",
                    "forward_proxy_unsupported",
                    "version_refused"),
            "version",
            Set.of("version_refused"),
            "path",
            Set.of("path_refused", "no_route"),
            "blocked",
            Set.of("endpoint_blocked"),
            "not_allowed",
            Set.of("endpoint_not_allowed"),
            "no_route",
            Set.of("no_route"),
            "host",
            Set.of("host_refused", "malformed_request"));
    private static final Pattern OCTET = Pattern.compile("\\\\(x[0-9a-f]{2}|[trn0\\\\])");
    private static final Map<String, Door> DOORS = new HashMap<>();

    @BeforeAll
    static void open() throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        Upstream github = new Upstream(
                GITHUB,
                Dialect.PLAIN,
                "/custom/github",
                upstream.baseUri(),
                new CredentialHeader("authorization", "Bearer "),
                false);
        Door plain = Door.judging(upstream, Rules.open(github).blocking("DELETE /repos/**"));
        plain.keys.with(GITHUB, "github-canary-4711");
        DOORS.put("github", plain);
        FakeUpstream other = FakeUpstream.plain();
        String[] endpoints = DefaultEndpoints.of(Dialect.OPENAI).stream()
                .map(EndpointRule::toString)
                .toArray(String[]::new);
        DOORS.put(
                "openai",
                Door.judging(other, Rules.open(Upstream.openAi(other.baseUri())).allowing(endpoints)));
    }

    @AfterAll
    static void close() {
        DOORS.values().forEach(Door::close);
        DOORS.clear();
    }

    /** A line of a table, with what is sent first and the header lines behind it. */
    record Request(String outcome, String upstream, List<String> lines) {
        static Request of(String line, String version) {
            String[] fields = line.split("\t", -1);
            List<String> lines = Stream.of(fields).skip(2).map(Request::octets).toList();
            String first = lines.getFirst().replace("{" + fields[1] + "}", route(fields[1])) + version;
            return new Request(
                    fields[0],
                    fields[1],
                    Stream.concat(Stream.of(first), lines.stream().skip(1)).toList());
        }

        private static String octets(String written) {
            return OCTET.matcher(written).replaceAll(m -> Matcher.quoteReplacement(octet(m.group(1))));
        }

        private static String octet(String escape) {
            return switch (escape.charAt(0)) {
                case 't' -> "\t";
                case 'r' -> "\r";
                case 'n' -> "\n";
                case '0' -> "\0";
                case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
                default -> "\\";
            };
        }

        boolean isRefused() {
            return CODES.containsKey(outcome);
        }

        String bytes(String host) {
            List<String> fields = lines.stream().skip(1).toList();
            boolean own = fields.stream().anyMatch(field -> field.startsWith("Host: "));
            String head = lines.getFirst() + "\r\n" + (own ? "" : "Host: " + host + "\r\n");
            return head
                    + String.join(
                            "", fields.stream().map(field -> field + "\r\n").toList()) + "\r\n";
        }

        @Override
        public String toString() {
            return (outcome + " " + String.join(" | ", lines)).replaceAll("[^ -~]", "?");
        }
    }

    static Stream<Request> requests() {
        return Stream.concat(
                Evasion.lines("paths.txt").map(line -> Request.of(line, " HTTP/1.1")),
                Evasion.lines("requests.txt").map(line -> Request.of(line, "")));
    }

    static Stream<Request> refused() {
        return requests().filter(Request::isRefused);
    }

    static Stream<Request> served() {
        return requests().filter(request -> !request.isRefused());
    }

    @ParameterizedTest
    @MethodSource
    void refused(Request request) throws IOException {
        FakeUpstream upstream = door(request).upstream;
        int before = upstream.requests().size();
        Reply reply = answer(request);
        assertAll(
                () -> assertTrue(
                        CODES.getOrDefault(request.outcome(), Set.of()).contains(reply.reason()), reply.head()),
                () -> assertEquals(before, upstream.requests().size(), "requests to the upstream"));
    }

    @ParameterizedTest
    @MethodSource
    void served(Request request) throws IOException {
        FakeUpstream upstream = door(request).upstream;
        int before = upstream.requests().size();
        Reply reply = answer(request);
        assertEquals("", reply.reason(), reply.text());
        assertEquals(before + 1, upstream.requests().size());
        RecordedRequest seen = upstream.requests().getLast();
        String[] words = request.lines().getFirst().split(" ");
        assertAll(
                () -> assertEquals(words[0], seen.method()),
                () -> assertEquals(words[1].substring(route(request.upstream()).length()), seen.target()),
                () -> assertAll(request.lines().stream().skip(1).map(line -> () -> {
                    boolean kept = request.outcome().equals("keeps") || line.startsWith("Content-Length: ");
                    assertEquals(kept, seen.headText().contains(line.substring(line.indexOf(": ")) + "\r\n"), line);
                })));
    }

    @Test
    void theTablesHaveEnough() {
        assertTrue(refused().count() >= 150);
        assertTrue(served().count() >= 20);
    }

    private static Reply answer(Request request) throws IOException {
        Door door = door(request);
        try (RawAgent agent = door.agent().send(request.bytes(door.host()))) {
            return agent.reply(!request.lines().getFirst().startsWith("HEAD"));
        }
    }

    private static String route(String upstream) {
        return Objects.requireNonNull(ROUTES.get(upstream));
    }

    private static Door door(Request request) {
        return Objects.requireNonNull(DOORS.get(request.upstream()));
    }
}
