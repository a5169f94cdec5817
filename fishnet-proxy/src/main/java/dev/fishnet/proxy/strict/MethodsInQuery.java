package dev.fishnet.proxy.strict;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The methods that a query asks to be taken for: frameworks that serve web forms let it say {@code _method=DELETE}. */
public final class MethodsInQuery {
    private static final Set<String> NAMES =
            Set.of("-method", "x-http-method-override", "x-http-method", "x-method-override");

    private static final Pattern SEPARATOR = Pattern.compile("[&;]");

    private MethodsInQuery() {}

    /** In capitals, as often as they are named. */
    public static List<String> of(String target) {
        int query = target.indexOf('?');
        return query < 0
                ? List.of()
                : SEPARATOR
                        .splitAsStream(target.substring(query + 1))
                        .flatMap(MethodsInQuery::named)
                        .toList();
    }

    private static Stream<String> named(String parameter) {
        int equals = parameter.indexOf('=');
        String name = FieldName.canonical(decoded(equals < 0 ? parameter : parameter.substring(0, equals)));
        int bracket = name.indexOf('[');
        boolean asks = NAMES.contains((bracket < 0 ? name : name.substring(0, bracket)).strip());
        return asks && equals >= 0
                ? Stream.of(decoded(parameter.substring(equals + 1)).strip().toUpperCase(Locale.ROOT))
                : Stream.empty();
    }

    /** As it is written, where its escapes are broken. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }
}
