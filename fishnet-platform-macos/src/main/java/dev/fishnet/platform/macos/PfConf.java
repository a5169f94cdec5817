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

    private PfConf() {}

    /** The text with the anchor in its place; the same text when it is there already. */
    static String withAnchor(String text) {
        List<String> lines = foreign(text);
        lines.add(firstFilter(lines), ANCHOR);
        lines.add(LOAD);
        return joined(lines);
    }

    /** The text as it was before the anchor, but that its last line is ended. */
    static String withoutAnchor(String text) {
        return joined(foreign(text));
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

    /** A line that goes on from the one before is no beginning. */
    private static int firstFilter(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            boolean goesOn = i > 0 && lines.get(i - 1).endsWith("\\");
            if (!goesOn && FILTER.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return lines.size();
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
