package dev.fishnet.proxy.strict;

import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The name of a header field, for comparing. */
public final class FieldName {
    /** Those of nearly every request and answer, in both spellings in which they come: looked up, and not made anew. */
    private static final Map<AsciiString, String> USUAL = usual(
            "Accept",
            "Accept-Encoding",
            "Authorization",
            "Cache-Control",
            "Connection",
            "Content-Length",
            "Content-Type",
            "Date",
            "Host",
            "Server",
            "Transfer-Encoding",
            "User-Agent",
            "X-Api-Key");

    private FieldName() {}

    private static Map<AsciiString, String> usual(String... names) {
        Map<AsciiString, String> usual = new HashMap<>();
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            usual.put(AsciiString.cached(name), lower);
            usual.put(AsciiString.cached(lower), lower);
        }
        return usual;
    }

    /** In lower case and with hyphens for underscores, because many servers make no difference between the two. */
    public static String canonical(CharSequence name) {
        String usual = name instanceof AsciiString ascii ? USUAL.get(ascii) : null;
        return usual != null ? usual : folded(name);
    }

    private static String folded(CharSequence name) {
        String given = name.toString();
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == '_' || c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return given.replace('_', '-').toLowerCase(Locale.ROOT);
            }
        }
        return given;
    }

    /** Whether it is a token as RFC 9110, section 5.6.2, has it. */
    public static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
                                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }
}
