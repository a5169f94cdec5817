package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.fishnet.testkit.RecordedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request as an upstream got it, a character for every byte.
 *
 * @param head request line and fields
 */
record UpstreamRequest(String head, String body) {
    /**
     * The fields that are the gateway's to write: where it connects to, how, with which credential, and that answers
     * come uncoded, so that a key in one can be seen.
     */
    private static final Set<String> OWNED =
            Set.of("host", "connection", "authorization", "x-api-key", "accept-encoding");

    static UpstreamRequest of(RecordedRequest request) {
        return new UpstreamRequest(request.headText(), new String(request.body(), ISO_8859_1));
    }

    String requestLine() {
        return lines().getFirst();
    }

    /** Every line of the head but those the gateway owns, in order, to the byte. */
    List<String> agentsLines() {
        return lines().stream().filter(line -> !OWNED.contains(name(line))).toList();
    }

    List<String> fields(String name) {
        return lines().stream().skip(1).filter(line -> name(line).equals(name)).toList();
    }

    private List<String> lines() {
        return List.of(head.split("\r\n"));
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
    }
}
