package dev.fishnet.policy;

import dev.fishnet.crypto.SecretDigest;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What is kept of an agent's token. The token itself is shown once, when it is made.
 *
 * @param id names the token, so that it can be revoked: eight hexadecimal digits, no secret
 * @param digest of the whole token as it is sent
 */
public record AgentToken(String id, AgentName agent, Instant created, SecretDigest digest) {
    /** What every token begins with, so that none is taken for an upstream's key. */
    public static final String PREFIX = "fnagent_";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    public AgentToken {
        requireId(id);
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a token: expected eight hexadecimal digits");
        }
    }

    /**
     * Whether a text passes for a token. One that was cut short does too: it is refused, and not taken for a
     * placeholder that any agent may send.
     */
    public static boolean isMeant(String text) {
        return text.startsWith(PREFIX);
    }
}
