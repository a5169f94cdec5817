package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.spend.Caps;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentRegistryTest {
    private static final AgentName ANNA = new AgentName("anna");
    private static final AgentName BEN = new AgentName("ben");
    private static final AgentName CONTAINER = new AgentName("container");
    private static final AgentName GONE = new AgentName("gone");

    private Map<String, String> tokens = Map.of();
    private AgentRegistry registry;

    @BeforeEach
    void twoAccountsAndAContainer() throws FishnetException {
        AgentTokens all = AgentTokens.NONE;
        Map<String, String> texts = new HashMap<>();
        for (AgentName agent : List.of(ANNA, BEN, CONTAINER, GONE)) {
            AgentTokens.Issued issued = all.issue(agent, Instant.EPOCH);
            all = issued.tokens();
            texts.put(agent.value(), issued.text());
        }
        tokens = Map.copyOf(texts);
        registry = AgentRegistry.of(
                Set.of(ANNA, BEN, CONTAINER),
                new AgentAccounts(
                        Map.of(ANNA, user("anna", 1001, new Range(100_000, 165_535)), BEN, user("ben", 1002)),
                        List.of()),
                all);
    }

    private static AgentUser user(String name, long uid, Range... ranges) {
        return new AgentUser(new UserName(name), uid, new SubordinateIds(List.of(ranges)));
    }

    /** Every way to call: by uid or not, with a token of one's own, another's, nobody's or none. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "1001, -, anna",
                "1002, -, ben",
                "100000, -, anna",
                "165535, -, anna",
                "99999, -, caller_unknown",
                "165536, -, caller_unknown",
                "1000, -, caller_unknown",
                "1003, -, caller_unknown",
                "0, -, caller_unknown",
                "4294967294, -, caller_unknown",
                "-, -, caller_unknown",
                "1001, anna, anna",
                "100000, anna, anna",
                "1001, ben, token_refused",
                "1001, container, token_refused",
                "100000, ben, token_refused",
                "1002, anna, token_refused",
                "1003, anna, anna",
                "0, container, container",
                "-, container, container",
                "-, anna, anna",
                "-, gone, token_refused",
                "1001, gone, token_refused",
                "1001, wrong, token_refused",
                "1003, wrong, token_refused",
                "-, wrong, token_refused",
            })
    @Tag("S-32")
    void whoCallsIsOneAgentOrRefused(String uid, String token, String expected) {
        OptionalLong told = uid.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(uid));
        Optional<String> presented = token.equals("-")
                ? Optional.empty()
                : Optional.of(tokens.getOrDefault(token, "fnagent_" + "A".repeat(43)));

        Caller caller = registry.identify(told, presented);

        String found = switch (caller) {
            case Caller.Known known -> known.agent().value();
            case Caller.Refused refused -> refused.why().code().id();
        };
        assertEquals(expected, found);
    }

    @Test
    void anUnknownCallerIsToldItsUidAndWhatAnOperatorCanDo() {
        assertEquals(
                "the account with uid 1003 is none of the configured agents; to admit it, the operator adds"
                        + " [agents.NAME] with user = \"ACCOUNT\" ('fishnet policy edit')",
                reason(OptionalLong.of(1003), Optional.empty()));
        assertTrue(reason(OptionalLong.empty(), Optional.empty()).contains("fishnet agent token NAME"));
    }

    @Test
    void aRefusalHasNothingOfTheToken() {
        String token = tokens.getOrDefault("ben", "");

        assertTrue(!reason(OptionalLong.of(1001), Optional.of(token)).contains(token.substring(8)));
    }

    private String reason(OptionalLong uid, Optional<String> token) {
        return assertInstanceOf(Caller.Refused.class, registry.identify(uid, token))
                .why()
                .reason();
    }

    @ParameterizedTest
    @CsvSource({
        "the same account, 1001, 0, 0, 1001, 0, 0",
        "ranges that touch at one uid, 1001, 100000, 165535, 1002, 165535, 200000",
        "a range within another, 1001, 100000, 165535, 1002, 110000, 120000",
        "a range around another, 1001, 110000, 120000, 1002, 100000, 165535",
        "the same range, 1001, 100000, 165535, 1002, 100000, 165535",
        "an account within a range, 1001, 100000, 165535, 100001, 0, 0",
        "a range around an account, 100001, 0, 0, 1002, 100000, 165535",
        "the last of a range, 1001, 100000, 165535, 165535, 0, 0",
        "the first of a range, 1001, 100000, 165535, 100000, 0, 0",
    })
    @Tag("S-32")
    void agentsThatCouldPassForEachOtherAreRefused(
            String what, long a, long aFirst, long aLast, long b, long bFirst, long bLast) {
        AgentUser anna = aFirst == 0 ? user("anna", a) : user("anna", a, new Range(aFirst, aLast));
        AgentUser ben = bFirst == 0 ? user("ben", b) : user("ben", b, new Range(bFirst, bLast));
        AgentAccounts accounts = new AgentAccounts(Map.of(ANNA, anna, BEN, ben), List.of());

        FishnetException refused = assertThrows(
                FishnetException.class, () -> AgentRegistry.of(Set.of(ANNA, BEN), accounts, AgentTokens.NONE), what);

        assertEquals(ErrorKind.USAGE, refused.kind());
        assertTrue(
                refused.getMessage().contains("'anna'") && refused.getMessage().contains("'ben'"));
    }

    @Test
    void anAccountWithinItsOwnRangeIsNoHarm() throws FishnetException {
        AgentAccounts accounts =
                new AgentAccounts(Map.of(ANNA, user("anna", 100_500, new Range(100_000, 165_535))), List.of());
        AgentRegistry own = AgentRegistry.of(Set.of(ANNA), accounts, AgentTokens.NONE);

        for (long uid : new long[] {100_000, 100_500, 165_535}) {
            assertEquals(new Caller.Known(ANNA), own.identify(OptionalLong.of(uid), Optional.empty()));
        }
    }

    @Test
    void anAgentWithoutAnAccountIsNoted() throws FishnetException {
        AgentPolicy ben = new AgentPolicy(BEN, Optional.of(new UserName("benn")), Map.of(), Caps.NONE);
        AgentRegistry some = AgentRegistry.of(Set.of(BEN), new AgentAccounts(Map.of(), List.of(ben)), AgentTokens.NONE);

        assertEquals(
                List.of("agents.ben.user: there is no account 'benn' on this machine; until there is, only a token is"
                        + " this agent's"),
                some.notes());
    }
}
