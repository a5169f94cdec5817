package dev.fishnet.proxy.strict;

import java.util.Locale;

/** The name of a header field, for comparing. */
public final class FieldName {
    private FieldName() {}

    /** In lower case and with hyphens for underscores, because many servers make no difference between the two. */
    public static String canonical(CharSequence name) {
        return name.toString().replace('_', '-').toLowerCase(Locale.ROOT);
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
