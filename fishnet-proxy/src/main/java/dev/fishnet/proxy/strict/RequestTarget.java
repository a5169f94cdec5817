package dev.fishnet.proxy.strict;

import java.util.Optional;

/**
 * What may stand in a request's target: one spelling for one path, so that the path that is judged is the path that an
 * upstream sees, however it decodes it.
 */
public final class RequestTarget {
    /** Besides letters and digits: RFC 3986, section 3.3, without the percent sign, which is looked at on its own. */
    private static final String PATH_MARKS = "-._~!$&'()*+,;=:@";

    private RequestTarget() {}

    /** The path, without the query. */
    public static String pathOf(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What is wrong with the target, as the end of a sentence that begins with "the target". */
    public static Optional<String> faultIn(String target) {
        if (!target.startsWith("/")) {
            return Optional.of("does not begin with a slash");
        }
        String path = pathOf(target);
        return faultInQuery(target, path.length()).or(() -> faultInPath(path));
    }

    private static Optional<String> faultInQuery(String target, int from) {
        for (int i = from; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                return Optional.of("has a character that must be percent-encoded in the query");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> faultInPath(String path) {
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int end = PathEscapes.endOfRun(path, i);
                if (!PathEscapes.harmless(path, i, end)) {
                    return Optional.of("has a percent escape in its path that is broken or could change the path");
                }
                i = end - 1;
            } else if (c != '/' && !plain(c)) {
                return Optional.of("has a character in its path that does not belong there");
            }
        }
        return faultInSegments(path);
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PATH_MARKS.indexOf(c) >= 0;
    }

    /**
     * Dot segments climb, also before a parameter ({@code ..;x}); an empty one is dropped by some servers, also with
     * parameters.
     */
    private static Optional<String> faultInSegments(String path) {
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, end);
            int parameter = segment.indexOf(';');
            String name = parameter < 0 ? segment : segment.substring(0, parameter);
            if (name.equals(".") || name.equals("..") || (name.isEmpty() && (parameter == 0 || slash >= 0))) {
                return Optional.of("has an empty or a dot segment in its path");
            }
            from = end + 1;
        }
        return Optional.empty();
    }
}
