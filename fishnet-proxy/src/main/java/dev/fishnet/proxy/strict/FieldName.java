package dev.fishnet.proxy.strict;

import java.util.Locale;

/** The name of a header field, for comparing. */
public final class FieldName {
    private FieldName() {}

    /** In lower case and with hyphens for underscores, because many servers make no difference between the two. */
    public static String canonical(CharSequence name) {
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
