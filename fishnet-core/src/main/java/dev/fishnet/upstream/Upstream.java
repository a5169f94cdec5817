package dev.fishnet.upstream;

import java.net.URI;
import java.util.Set;

/**
 * An API behind the gateway.
 *
 * @param base scheme, host, optional port and optional path prefix without a trailing slash; https, or http to a
 *     loopback address
 * @param route the path below which the gateway serves it, without a slash at its end
 * @param credential the header the gateway adds, after taking the agent's own away
 * @param privateAllowed whether its name may lead to an address that is not public; an address written out in the base
 *     may be any
 */
public record Upstream(
        UpstreamName name,
        Dialect dialect,
        String route,
        URI base,
        CredentialHeader credential,
        boolean privateAllowed) {
    public static final URI OPENAI_BASE = URI.create("https://api.openai.com");
    public static final URI ANTHROPIC_BASE = URI.create("https://api.anthropic.com");

    private static final int LARGEST_PORT = 65535;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    public Upstream {
        requireNotOwn(name);
        requireBase(base);
    }

    public static Upstream openAi(URI base) {
        return new Upstream(
                UpstreamName.OPENAI,
                Dialect.OPENAI,
                "/proxy/openai",
                base,
                new CredentialHeader("authorization", "Bearer "),
                false);
    }

    public static Upstream anthropic(URI base) {
        return new Upstream(
                UpstreamName.ANTHROPIC,
                Dialect.ANTHROPIC,
                "/proxy/anthropic",
                base,
                new CredentialHeader("x-api-key", ""),
                false);
    }

    /** What lies in the vault under that name is Fishnet's own, and goes to nobody. */
    private static void requireNotOwn(UpstreamName name) {
        if (name.equals(UpstreamName.OWN)) {
            throw new IllegalArgumentException("an upstream cannot be called '" + name + "'");
        }
    }

    /** A key must not cross a network in the clear, so plain http is for this machine only. */
    private static void requireBase(URI base) {
        if (!isClosedToOthers(base) || !isPlain(base)) {
            throw new IllegalArgumentException(
                    "not an upstream's base URL: '" + base.getScheme() + "://" + base.getHost()
                            + "': expected https://HOST[:PORT][/PATH] (http only to 127.0.0.1, [::1] or localhost), without user,"
                            + " query, fragment or trailing slash, and what is not ASCII as %XX");
        }
    }

    private static boolean isPlain(URI base) {
        return base.getRawUserInfo() == null
                && base.getRawQuery() == null
                && base.getRawFragment() == null
                && !base.getRawPath().endsWith("/")
                // Java's URI has other characters too, and a request line has none of them.
                && base.getRawPath().chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Whether nobody on a network can read what is sent there: https, or http that stays on this machine. */
    public static boolean isClosedToOthers(URI url) {
        String host = url.getHost();
        return host != null
                && url.getPort() <= LARGEST_PORT
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && LOOPBACK.contains(host)));
    }
}
