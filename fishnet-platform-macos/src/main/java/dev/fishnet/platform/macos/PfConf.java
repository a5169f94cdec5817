package dev.fishnet.platform.macos;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Edits /etc/pf.conf: the anchor before the first filter rule, so that nobody's {@code quick} rule comes first (the
 * order pf wants: translation before filtering), and what fills it at boot at the end. Everything else stays as it is.
 */
final class PfConf {
    static final String FILE = "/etc/pf.conf";

    private static final String NAME = "\"" + PfAnchor.NAME + "\"";
    private static final String ANCHOR = "anchor " + NAME;
    private static final String LOAD = "load anchor " + NAME + " from \"" + PfAnchor.FILE + "\"";

    private static final Pattern OURS = Pattern.compile("\\s*(load\\s+)?anchor\\s+" + Pattern.quote(NAME) + "(\\s.*)?");
    private static final Pattern FILTER = Pattern.compile("\\s*(anchor|pass|block|antispoof)\\b.*");
    private static final Pattern BEFORE_FILTER =
            Pattern.compile("\\s*(set|scrub|altq|queue|nat|rdr|binat|no|(scrub|nat|rdr|binat|dummynet)-anchor)\\b.*");
    private static final Pattern INCLUDE = Pattern.compile("\\s*include\\b.*");

    /** At the end of our last line where the file's own had no end of line, so that removal gives the same bytes. */
    private static final String UNENDED = " # the line before had no end";

    private PfConf() {}

    /** The text with the anchor in its place; the same text when it is there already. */
    static String withAnchor(String text) {
        List<String> lines = foreign(text);
        lines.add(firstFilter(lines), ANCHOR);
        lines.add(isEnded(text) ? LOAD : LOAD + UNENDED);
        return joined(lines);
    }

    /** The text as it was before the anchor. */
    static String withoutAnchor(String text) {
        String foreign = joined(foreign(text));
        return isEnded(text) || foreign.isEmpty() ? foreign : foreign.substring(0, foreign.length() - 1);
    }

    /** The text as pf wants it, whose parser takes no last line without an end. */
    static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static boolean isEnded(String text) {
        String last = text.lines().reduce("", (before, line) -> line);
        return OURS.matcher(last).matches()
                ? !last.endsWith(UNENDED)
                : ended(text).equals(text);
    }

    /** Whether a line of it is ours; a comment is not. */
    static boolean mentions(String text) {
        return text.lines().anyMatch(line -> OURS.matcher(line).matches());
    }

    private static List<String> foreign(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        lines.removeIf(line -> OURS.matcher(line).matches());
        return lines;
    }

    /**
     * An include that follows all translation may hold filter rules and is taken for one. A line that goes on from the
     * one before is no beginning.
     */
    private static int firstFilter(List<String> lines) {
        int include = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            String line = i > 0 && lines.get(i - 1).endsWith("\\") ? "" : lines.get(i);
            if (FILTER.matcher(line).matches()) {
                return Math.min(i, include);
            }
            if (BEFORE_FILTER.matcher(line).matches()) {
                include = lines.size();
            } else if (INCLUDE.matcher(line).matches()) {
                include = Math.min(i, include);
            }
        }
        return include;
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
