package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.policy.Access;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DefaultEndpoints;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.EndpointRule;
import dev.fishnet.policy.EndpointRules;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.LlmPolicy;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.policy.SecretMode;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.proxy.strict.RequestTarget;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of evasions, before any socket: what the reader of targets and the rules make of each path together. */
@Tag("S-41")
class EvasionTableTest {
    private static final AgentName CLAUDE = new AgentName("claude");
    private static final UpstreamName GITHUB = new UpstreamName("github");
    private static final Map<String, String> ROUTES = Map.of("github", "/custom/github", "openai", "/proxy/openai");

    private final PolicyEngine engine = new PolicyEngine(policy());

    /** A line of the table. */
    record Evasion(String outcome, UpstreamName upstream, String method, String target) {
        static Evasion of(String line) {
            String[] fields = line.split("\t", -1);
            String request = fields[2].replace("{" + fields[1] + "}", ROUTES.get(fields[1]));
            int blank = request.indexOf(' ');
            String target = request.substring(blank + 1).replace("\\x5c", "\\");
            return new Evasion(fields[0], new UpstreamName(fields[1]), request.substring(0, blank), target);
        }

        String path() {
            return RequestTarget.pathOf(target).substring(route().length());
        }

        String route() {
            return Objects.requireNonNull(ROUTES.get(upstream.value()));
        }
    }

    static Stream<Evasion> evasions(String outcome) throws IOException {
        try (InputStream in = EvasionTableTest.class.getResourceAsStream("/evasions/paths.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            List<String> lines =
                    text.lines().filter(line -> line.startsWith(outcome + "\t")).toList();
            assertFalse(lines.isEmpty());
            return lines.stream().map(Evasion::of);
        }
    }

    static Stream<Evasion> refusedPaths() throws IOException {
        return evasions("path");
    }

    static Stream<Evasion> blocked() throws IOException {
        return evasions("blocked");
    }

    static Stream<Evasion> notAllowed() throws IOException {
        return evasions("not_allowed");
    }

    static Stream<Evasion> elsewhere() throws IOException {
        return evasions("no_route");
    }

    @ParameterizedTest
    @MethodSource("refusedPaths")
    void aPathThatCouldMeanAnotherIsRefused(Evasion evasion) {
        assertTrue(RequestTarget.faultIn(evasion.target()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void whatIsBlockedIsBlockedInEverySpelling(Evasion evasion) {
        assertDenied(DenialCode.ENDPOINT_BLOCKED, evasion);
    }

    @ParameterizedTest
    @MethodSource("notAllowed")
    void whatIsNotAllowedIsNotInAnySpelling(Evasion evasion) {
        assertDenied(DenialCode.ENDPOINT_NOT_ALLOWED, evasion);
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void anotherRouteIsNoWayAround(Evasion evasion) {
        assertEquals(Optional.empty(), RequestTarget.faultIn(evasion.target()));
        assertFalse((evasion.target() + "/").startsWith(evasion.route() + "/"));
    }

    private void assertDenied(DenialCode code, Evasion evasion) {
        assertEquals(Optional.empty(), RequestTarget.faultIn(evasion.target()));
        RequestHead head = new RequestHead(CLAUDE, evasion.upstream(), evasion.method(), evasion.path());
        Decision decision = engine.byHead(head, Optional.empty());
        assertEquals(code, decision instanceof Decision.Denied denied ? denied.code() : null);
    }

    private static Policy policy() {
        Access blocking = new Access(
                new EndpointRules(List.of(), List.of(EndpointRule.of("DELETE /repos/**"))),
                List.of(),
                Optional.empty());
        Access defaults = new Access(
                new EndpointRules(DefaultEndpoints.of(Dialect.OPENAI), List.of()), List.of(), Optional.empty());
        Upstream github = new Upstream(
                GITHUB,
                Dialect.PLAIN,
                "/custom/github",
                URI.create("https://api.github.com"),
                new CredentialHeader("authorization", "Bearer "),
                false);
        Map<UpstreamName, Access> own = Map.of(GITHUB, Access.ANY, UpstreamName.OPENAI, Access.ANY);
        return new Policy(
                Map.of(CLAUDE, new AgentPolicy(CLAUDE, Optional.empty(), own, Caps.NONE)),
                Map.of(
                        GITHUB,
                        new UpstreamPolicy(github, blocking),
                        UpstreamName.OPENAI,
                        new UpstreamPolicy(Upstream.openAi(Upstream.OPENAI_BASE), defaults)),
                Caps.NONE,
                0,
                new LlmPolicy(
                        new LlmPolicy.Drift(GuardMode.IGNORE, false),
                        new LlmPolicy.Size(GuardMode.IGNORE, OptionalLong.empty(), OptionalLong.empty()),
                        SecretMode.IGNORE,
                        Optional.empty()),
                new PriceBook(LocalDate.of(2026, 11, 1), "none", Map.of()),
                Optional.empty(),
                "test");
    }
}
