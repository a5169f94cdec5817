package dev.fishnet.cli.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entries as {@code fishnet audit export} prints them, oldest first. */
record LogLines(List<String> lines) {
    private static final Pattern KIND =
            Pattern.compile("^\\{\"v\":1,\"n\":([0-9]+),\"at\":\"[^\"]*\",\"kind\":\"([a-z_]+)\"");
    private static final Pattern TELLING =
            Pattern.compile("\"(?:action|agent|code|ending)\":\"([^\"]+)\"|\"(?:status)\":([0-9]+)");

    static LogLines of(Run printed) {
        return new LogLines(printed.mustSucceed().lines());
    }

    /** Each in the words that tell it from others: kind, action, agent, code, ending and status. */
    List<String> stories() {
        return lines.stream().map(LogLines::story).toList();
    }

    private static String story(String line) {
        StringBuilder story = new StringBuilder(head(line).group(2));
        TELLING.matcher(line)
                .results()
                .map(found -> found.group().replaceAll(".*:\"?|\"$", ""))
                .distinct()
                .forEach(word -> story.append(' ').append(word));
        return story.toString();
    }

    private static Matcher head(String line) {
        Matcher head = KIND.matcher(line);
        if (!head.find()) {
            throw new AssertionError("this is no entry: " + line);
        }
        return head;
    }

    /** As a list has them, where an outcome stands with its intent. */
    LogLines withoutOutcomes() {
        return new LogLines(lines.stream()
                .filter(line -> !story(line).startsWith("outcome "))
                .toList());
    }

    /** Those whose story begins so. */
    List<String> telling(String story) {
        return lines.stream().filter(line -> story(line).startsWith(story)).toList();
    }

    static long index(String line) {
        return Long.parseLong(head(line).group(1));
    }
}
