package dev.fishnet.binance;

import dev.fishnet.crypto.HmacSha256;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A request that may be signed. It is sent with its parameters in the query, an empty body and the key in
 * {@code X-MBX-APIKEY}.
 */
public final class UnsignedRequest {
    /** The header field that carries the key. */
    public static final String KEY_FIELD = "x-mbx-apikey";

    private final String method;
    private final String path;
    private final String query;
    private final int receiveWindowMillis;

    UnsignedRequest(String method, String path, String query, int receiveWindowMillis) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.receiveWindowMillis = receiveWindowMillis;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /**
     * Path and query with time, window and signature. The secret is borrowed for the length of the call.
     *
     * @param timestampMillis now, since 1970
     */
    public String signedTarget(SecretBytes secret, long timestampMillis) {
        String signed = (query.isEmpty() ? "" : query + "&") + "recvWindow=" + receiveWindowMillis + "&timestamp="
                + timestampMillis;
        byte[] message = signed.getBytes(StandardCharsets.US_ASCII);
        String signature = secret.use(key -> HexFormat.of().formatHex(HmacSha256.of(key, message)));
        return path + "?" + signed + "&signature=" + signature;
    }

    /** Without the parameters, which an agent wrote. */
    @Override
    public String toString() {
        return "UnsignedRequest[" + method + " " + path + "]";
    }
}
