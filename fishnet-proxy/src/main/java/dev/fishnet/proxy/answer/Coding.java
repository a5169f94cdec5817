package dev.fishnet.proxy.answer;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** How an answer's body is compressed. */
public enum Coding {
    NONE,
    GZIP,
    /** The coding called deflate, which is zlib's format. */
    ZLIB,
    /** One that is not read here, or several: it would hide a key and the usage from whoever looks for them. */
    OTHER;

    /** What the head says. */
    public static Coding of(HttpHeaders answer) {
        return answer.contains(HttpHeaderNames.CONTENT_ENCODING) ? said(answer) : NONE;
    }

    private static Coding said(HttpHeaders answer) {
        List<String> codings = answer.getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        if (codings.isEmpty()) {
            return NONE;
        }
        return codings.size() > 1
                ? OTHER
                : switch (codings.get(0)) {
                    case "gzip", "x-gzip" -> GZIP;
                    case "deflate" -> ZLIB;
                    default -> OTHER;
                };
    }
}
