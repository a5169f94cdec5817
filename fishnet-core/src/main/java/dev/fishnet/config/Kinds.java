package dev.fishnet.config;

import dev.fishnet.policy.EndpointRule;
import dev.fishnet.policy.ModelPattern;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.user.UserName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The kinds of value that settings share. */
final class Kinds {
    /** What makes a message's frame, or who it is for, is not a place for a key. */
    private static final Set<String> FRAMING = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-connection");

    static final Kind FLAG = new Kind.Flag();
    static final Kind BUDGET = new Kind.Dollars(true);
    static final Kind PRICE = new Kind.Dollars(false);
    static final Kind RATE = new Kind.Whole(1, 1_000_000, true);
    static final Kind TOKENS = new Kind.Whole(1, 1_000_000_000, false);
    static final Kind SIZE = new Kind.Whole(1, 1_000_000_000, true);
    static final Kind PORT = new Kind.Whole(1, 65_535, false);
    static final Kind PORTS = new Kind.Items("a list of ports", PORT, true);
    static final Kind HOST = Kind.Choice.of("127.0.0.1", "::1", "localhost");
    static final Kind URL = Kind.Text.of("https://HOST[:PORT][/PATH], http to this machine only", Kinds::url);
    static final Kind FILE = Kind.Text.of("the path of a PEM file", Kinds::file);
    static final Kind PLACE = Kind.Text.of("the path of a file, from / on", Kinds::place);
    static final Kind RECEIVER = Kind.Text.of("https://HOST[:PORT][/PATH], http to this machine only", Kinds::receiver);
    static final Kind USER = Kind.Text.of("the name of an account", UserName::new);
    static final Kind HEADER = Kind.Text.of("the name of a header field", Kinds::header);
    static final Kind PREFIX = new Kind.Text(
            "a text of at most 64 printable characters", Map.of("type", "string", "maxLength", 64L), Kinds::prefix);
    static final Kind UPSTREAMS =
            new Kind.Items("a list of upstreams", Kind.Text.of("an upstream", name -> name), true);
    static final Kind MODELS = new Kind.Items(
            "a list of models", Kind.Text.of("a model, or its beginning and *", ModelPattern::new), true);

    private static final Kind ENDPOINT = Kind.Text.of("METHOD /path", EndpointRule::of);
    static final Kind ENDPOINTS = new Kind.Items("a list of \"METHOD /path\"", ENDPOINT, true);
    /** Where a default narrows, so that an empty list could be meant in two ways. */
    static final Kind NARROWING = new Kind.Items("a list of \"METHOD /path\", not empty", ENDPOINT, false);

    private Kinds() {}

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            return Upstream.openAi(url).base();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL", e);
        }
    }

    private static String file(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the path of a file is needed");
        }
        return text;
    }

    /** A daemon's own folder is not where an operator thinks it is. */
    private static String place(String text) {
        if (!file(text).startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException("the path of a file is needed, from / on");
        }
        return text;
    }

    /** It is in the log for all its readers, so there is no room in it for a secret. */
    private static URI receiver(String text) {
        try {
            URI url = new URI(text);
            if (Upstream.isClosedToOthers(url)
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL", e);
        }
        throw new IllegalArgumentException("expected https://HOST[:PORT][/PATH] (http only to 127.0.0.1, [::1] or"
                + " localhost), without user, query or fragment");
    }

    private static String header(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("not the name of a header field");
        }
        if (FRAMING.contains(name)) {
            throw new IllegalArgumentException("a key cannot be sent as '" + name + "'");
        }
        return name;
    }

    private static String prefix(String text) {
        if (!text.matches("[ -~]{0,64}")) {
            throw new IllegalArgumentException("at most 64 printable ASCII characters");
        }
        return text;
    }
}
