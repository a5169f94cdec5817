package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fishnet.crypto.Sha256Stream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What an entry knows a request by: SHA-256 over the length of its method in bytes (four, big-endian) and the method,
 * the length of its target in the same way and the target, and behind them its body to the end.
 *
 * <p>The target is the one that the upstream is to see, path and query, without what Fishnet adds to it (Binance's
 * time, window and signature). The body is what the agent sent, without its framing, before any edit. Whoever has the
 * request can make the hash; nobody can make the request from it, but whoever guesses a request can tell whether it was
 * this one.
 */
public final class RequestHash {
    private final Sha256Stream digest = new Sha256Stream();

    /**
     * Of a request whose body comes in pieces, or not at all.
     *
     * @param target path and query, for example {@code /v1/models?limit=5}
     */
    public RequestHash(String method, String target) {
        part(method.getBytes(UTF_8));
        part(target.getBytes(UTF_8));
    }

    private void part(byte[] octets) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.add(octets.length >> shift);
        }
        digest.add(octets);
    }

    /** Takes the next bytes of the body. */
    public void add(byte[] octets, int from, int count) {
        digest.add(octets, from, count);
    }

    /** The same, of what remains in a buffer, whose position moves to its end. */
    public void add(ByteBuffer octets) {
        digest.add(octets);
    }

    /** 64 lower-case hexadecimal digits; nothing can be added after it. */
    public String finish() {
        return HexFormat.of().formatHex(digest.finish());
    }
}
