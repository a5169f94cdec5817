package dev.fishnet.binance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Reads query and body as one form, strictly: what cannot be read in exactly one way is refused. */
final class FormReader {
    static final int MAX_LENGTH = 8 * 1024;
    static final int MAX_PARAMETERS = 32;

    private final Map<String, String> read = new LinkedHashMap<>();
    private final TreeSet<String> seen = new TreeSet<>();

    private FormReader() {}

    /** Keys and values, decoded, in the order in which they came. */
    static Map<String, String> read(String query, String body) throws RefusedParametersException {
        if ((long) query.length() + body.length() > MAX_LENGTH) {
            throw new RefusedParametersException(
                    "query and body together are longer than " + MAX_LENGTH + " characters");
        }
        FormReader reader = new FormReader();
        reader.take(query);
        reader.take(body);
        return reader.read;
    }

    private void take(String form) throws RefusedParametersException {
        if (form.isEmpty()) {
            return;
        }
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1 || pair.indexOf('=', equals + 1) >= 0) {
                throw new RefusedParametersException("every parameter must be written as key=value");
            }
            add(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
    }

    /** Keys that differ in case alone are the same here, as nobody knows whether they are to every reader. */
    private void add(String key, String value) throws RefusedParametersException {
        if (!seen.add(key.toLowerCase(Locale.ROOT))) {
            throw new RefusedParametersException("no parameter may be given twice, in query and body together");
        }
        if (seen.size() > MAX_PARAMETERS) {
            throw new RefusedParametersException("there are more than " + MAX_PARAMETERS + " parameters");
        }
        read.put(key, value);
    }

    private static String decode(String text) throws RefusedParametersException {
        ByteBuffer octets = ByteBuffer.allocate(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new RefusedParametersException(
                        "query and body must be printable ASCII, the rest percent-encoded");
            }
            octets.put(c == '%' ? octetAt(text, i + 1) : (byte) (c == '+' ? ' ' : c));
            i += c == '%' ? 3 : 1;
        }
        return utf8(octets.flip());
    }

    private static byte octetAt(String text, int at) throws RefusedParametersException {
        if (at + 2 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at))
                || !HexFormat.isHexDigit(text.charAt(at + 1))) {
            throw new RefusedParametersException("a percent sign must be followed by two hexadecimal digits");
        }
        return (byte) HexFormat.fromHexDigits(text, at, at + 2);
    }

    private static String utf8(ByteBuffer octets) throws RefusedParametersException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedParametersException("percent-encoded text must be UTF-8");
        }
    }
}
