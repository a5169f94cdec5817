package dev.fishnet.audit;

import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who asked for what, as far as it is known.
 *
 * @param uid whose connection it came on
 * @param agent whom it was taken for
 * @param method as it was sent
 * @param path below the upstream's route where it was routed, without the query; what looks like a secret in it is
 *     replaced, and then the path cannot be judged again
 * @param meant the method that the query names, where the request was judged by that one
 * @param hash SHA-256 over the request as {@code docs/log-format.md} says, in hexadecimal; empty when the body was not
 *     read
 */
public record Asked(
        OptionalLong uid,
        Optional<AgentName> agent,
        Optional<UpstreamName> upstream,
        String method,
        String path,
        Optional<String> meant,
        Optional<String> hash) {}
