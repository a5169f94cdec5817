package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.crypto.SecretDigest;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-33")
class AgentTokensTest {
    private static final AgentName ANNA = new AgentName("anna");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    @Test
    void aTokenIsAPrefixAnd256Bits() throws FishnetException {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            texts.add(AgentTokens.NONE.issue(ANNA, NOW).text());
        }

        assertEquals(100, texts.size());
        assertTrue(texts.stream().allMatch(text -> text.matches("fnagent_[A-Za-z0-9_-]{43}")), texts::toString);
    }

    @Test
    void itIsItsAgentsAndKeptByNobody() throws FishnetException {
        AgentTokens.Issued issued = AgentTokens.NONE.issue(ANNA, NOW);

        assertEquals(Optional.of(ANNA), issued.tokens().ownerOf(issued.text()));
        assertFalse((issued + " " + issued.tokens()).contains(issued.text().substring(8)));
        assertEquals(Instant.parse("2026-11-21T10:00:00Z"), issued.entry().created());
    }

    /** Spellings that a lenient decoder would take for the same token. */
    @Test
    void anotherSpellingIsAnotherToken() throws FishnetException {
        AgentTokens.Issued issued = AgentTokens.NONE.issue(ANNA, NOW);
        String text = issued.text();
        char last = text.charAt(text.length() - 1);

        for (String other : List.of(
                text + "=",
                text + " ",
                " " + text,
                text.substring(0, text.length() - 1),
                text.substring(0, text.length() - 1) + (char) (last + 1),
                text.replace("fnagent_", "FNAGENT_"),
                text.substring(8),
                "")) {
            assertEquals(Optional.empty(), issued.tokens().ownerOf(other), other);
        }
    }

    @Test
    void whatIsRevokedIsNobodys() throws FishnetException {
        AgentTokens.Issued first = AgentTokens.NONE.issue(ANNA, NOW);
        AgentTokens.Issued second = first.tokens().issue(ANNA, NOW);

        AgentTokens left =
                second.tokens().without(token -> token.id().equals(first.entry().id()));

        assertEquals(Optional.empty(), left.ownerOf(first.text()));
        assertEquals(Optional.of(ANNA), left.ownerOf(second.text()));
        assertEquals(List.of(second.entry()), left.of(ANNA));
    }

    @Test
    void thereIsAnEndToThem() {
        AgentTokens full = new AgentTokens(IntStream.range(0, AgentTokens.MOST)
                .mapToObj(i -> new AgentToken("%08x".formatted(i), ANNA, NOW, SecretDigest.of("x" + i)))
                .toList());

        assertEquals(
                ErrorKind.USAGE,
                assertThrows(FishnetException.class, () -> full.issue(ANNA, NOW))
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fnagent_", "fnagent_short", "fnagent_0123456789012345678901234567890123456789012"})
    void whatBeginsLikeATokenIsMeantAsOne(String text) {
        assertTrue(AgentToken.isMeant(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-ant-1", "fishnet", "fnagent", " fnagent_x"})
    void anythingElseIsNot(String text) {
        assertFalse(AgentToken.isMeant(text));
    }
}
