package dev.fishnet.policy;

import dev.fishnet.crypto.RandomBytes;
import dev.fishnet.crypto.SecretDigest;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tokens by which agents are known where a uid says nothing: in containers, above all. Immutable. */
public record AgentTokens(List<AgentToken> all) {
    public static final AgentTokens NONE = new AgentTokens(List.of());

    /** Every one of them is looked at for each request that has a token. */
    public static final int MOST = 4096;

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 4;

    public AgentTokens {
        all = List.copyOf(all);
        requireFew(all);
    }

    private static void requireFew(List<AgentToken> all) {
        if (all.size() > MOST || all.stream().map(AgentToken::id).distinct().count() != all.size()) {
            throw new IllegalArgumentException("more than " + MOST + " tokens, or two with one id");
        }
    }

    /**
     * A token that has just been made.
     *
     * @param text the token: {@code fnagent_} and 43 characters that stand for 256 random bits; kept by nobody
     */
    public record Issued(AgentTokens tokens, AgentToken entry, String text) {
        @Override
        public String toString() {
            return "Issued[" + entry.id() + "]";
        }
    }

    /**
     * Makes one more.
     *
     * @throws FishnetException of kind USAGE when there are as many as there may be
     */
    public Issued issue(AgentName agent, Instant now) throws FishnetException {
        if (all.size() >= MOST) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "there are " + MOST + " tokens already",
                    "revoke those nobody uses: fishnet agent token NAME --revoke ID");
        }
        String text = AgentToken.PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(RandomBytes.of(SECRET_BYTES));
        AgentToken entry = new AgentToken(freeId(), agent, now.truncatedTo(ChronoUnit.SECONDS), SecretDigest.of(text));
        List<AgentToken> more = new ArrayList<>(all);
        more.add(entry);
        return new Issued(new AgentTokens(more), entry, text);
    }

    private String freeId() {
        String id = HexFormat.of().formatHex(RandomBytes.of(ID_BYTES));
        return all.stream().anyMatch(token -> token.id().equals(id)) ? freeId() : id;
    }

    /** Those that are left when the ones meant are gone. */
    public AgentTokens without(Predicate<AgentToken> meant) {
        return new AgentTokens(all.stream().filter(meant.negate()).toList());
    }

    /** Those of one agent. */
    public List<AgentToken> of(AgentName agent) {
        return all.stream().filter(token -> token.agent().equals(agent)).toList();
    }

    /** Whose token that is; empty when it is none. Takes the same time wherever in the list the token is. */
    public Optional<AgentName> ownerOf(String text) {
        SecretDigest presented = SecretDigest.of(text);
        @Nullable AgentName owner = null;
        for (AgentToken token : all) {
            if (token.digest().equals(presented)) {
                owner = token.agent();
            }
        }
        return Optional.ofNullable(owner);
    }
}
