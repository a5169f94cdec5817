package dev.fishnet.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How servers may spell one path in several ways: with another case, with its escapes decoded, with compatible
 * characters for each other, with parameters after a semicolon, with blanks or dots at the end of a name, with a slash
 * at its end.
 */
final class PathSpelling {
    private PathSpelling() {}

    /** Between its slashes; the one at the end is not there. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            segments.add(path.substring(from, end));
            from = end + 1;
        }
        return segments;
    }

    /**
     * Whether it is surely the one spelling that all others fold to, as paths nearly always are; where that takes more
     * than a look at each character, it says no.
     */
    static boolean isFolded(String path) {
        char before = ' ';
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean stays = c == '/' ? isEndOfName(before) || i == 0 : c > ' ' && c <= '~' && !changes(c);
            if (!stays) {
                return false;
            }
            before = c;
        }
        return path.startsWith("/") && isEndOfName(before);
    }

    private static boolean isEndOfName(char last) {
        return last != '/' && last != '.' && last != ' ';
    }

    private static boolean changes(char c) {
        return c == '%' || c == ';' || (c >= 'A' && c <= 'Z');
    }

    /** One spelling for all that some server takes for the same; empty segments are not there. */
    static List<String> foldedSegments(String path) {
        return segments(path).stream()
                .map(PathSpelling::fold)
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** As {@link #foldedSegments}, but what would be left empty is there as it was. */
    static List<String> allFolded(String path) {
        return segments(path).stream()
                .map(segment -> fold(segment).isEmpty() ? segment : fold(segment))
                .toList();
    }

    /** The one path that every spelling of it folds to. */
    static String folded(String path) {
        return "/" + String.join("/", foldedSegments(path));
    }

    static String fold(String segment) {
        int parameter = segment.indexOf(';');
        String name = parameter < 0 ? segment : segment.substring(0, parameter);
        String text = name.indexOf('%') < 0 ? name : Normalizer.normalize(decoded(name), Normalizer.Form.NFKC);
        return withoutEnd(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Windows takes a name with blanks or dots at its end for the name without them. */
    private static String withoutEnd(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        return name.substring(0, end);
    }
}
