package dev.fishnet.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A method and a pattern for paths: {@code POST /v1/chat/completions}, {@code * /v1/models/*}, {@code DELETE
 * /repos/**}, {@code GET,HEAD /v1/models}. An asterisk stands for one segment, two for any number of them, none
 * included; a method of {@code *} is any. A slash at the end makes no difference.
 *
 * <p>Two of them are equal when they are written in the same way.
 */
public final class EndpointRule {
    /** The methods that the gateway takes; with another one, a rule would never match. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final String ANY_METHOD = "*";
    private static final int LONGEST = 512;
    /** RFC 3986, section 3.3: what a segment is written with, but for percent signs, and semicolons. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~!$&'()+,=:@-]+");

    private final String text;
    private final Set<String> methods;
    private final PathPattern path;

    private EndpointRule(String text, Set<String> methods, PathPattern path) {
        this.text = text;
        this.methods = methods;
        this.path = path;
    }

    /**
     * The rule that a text stands for.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static EndpointRule of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a rule has at most " + LONGEST + " characters");
        }
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException(
                    "a rule is a method, a blank and a path: for example \"GET /v1/models\" or \"* /v1/files/**\"");
        }
        return new EndpointRule(text, methodsIn(text.substring(0, blank)), pathIn(text.substring(blank + 1)));
    }

    private static Set<String> methodsIn(String text) {
        if (text.equals(ANY_METHOD)) {
            return METHODS;
        }
        Set<String> methods = new HashSet<>();
        for (String method : text.split(",", -1)) {
            if (!METHODS.contains(method)) {
                throw new IllegalArgumentException("a rule's method is one of GET, HEAD, POST, PUT, PATCH, DELETE and"
                        + " OPTIONS in upper case, several of them with commas and no blanks between, or '*' alone");
            }
            if (!methods.add(method)) {
                throw new IllegalArgumentException("a rule names the method " + method + " twice");
            }
        }
        return Set.copyOf(methods);
    }

    private static PathPattern pathIn(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a rule's path begins with a slash, after one blank");
        }
        if (text.contains("//")) {
            throw new IllegalArgumentException("a rule's path has no empty segments");
        }
        List<String> segments = PathSpelling.segments(text);
        segments.forEach(EndpointRule::requireSegment);
        return new PathPattern(text);
    }

    private static void requireSegment(String segment) {
        if (segment.equals("*") || segment.equals("**")) {
            return;
        }
        if (segment.contains("*")) {
            throw new IllegalArgumentException(
                    "in a rule's path '*' and '**' stand between slashes, for whole segments");
        }
        if (segment.chars().allMatch(c -> c == '.')) {
            throw new IllegalArgumentException("a rule's path has no segments of dots alone");
        }
        if (!SEGMENT.matcher(segment).matches()) {
            throw new IllegalArgumentException("a rule's path is made of letters, digits and -._~!$&'()+,=:@ between"
                    + " slashes, without a query, percent escapes and semicolons; '*' stands for any segment");
        }
    }

    /** Whether a request is one of those meant, as it is written. The path is canonical. */
    public boolean matches(String method, String path) {
        return matches(method, new RequestPath(path));
    }

    boolean matches(String method, RequestPath path) {
        return methods.contains(method) && this.path.matches(path);
    }

    /**
     * Whether some server could take a request for one of those meant: as {@link #matches}, but neither the case of
     * letters, nor escapes, nor parameters of segments make a difference, and HEAD is GET.
     */
    public boolean couldMatch(String method, String path) {
        return couldMatch(method, new RequestPath(path));
    }

    boolean couldMatch(String method, RequestPath path) {
        return (methods.contains(method) || (method.equals("HEAD") && methods.contains("GET")))
                && this.path.couldMatch(path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointRule rule && text.equals(rule.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text it was made of. */
    @Override
    public String toString() {
        return text;
    }
}
