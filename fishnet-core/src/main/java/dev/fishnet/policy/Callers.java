package dev.fishnet.policy;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who is who: the uids of the agents' accounts, subordinate ones included, and the tokens of those that have one. Made
 * anew when the policy, the accounts or the tokens change; immutable.
 */
public interface Callers {
    /**
     * Who is calling.
     *
     * @param uid what the kernel says; empty where it cannot tell
     * @param token what the request has where an API key would be, if that has a token's form
     */
    Caller identify(OptionalLong uid, Optional<String> token);
}
