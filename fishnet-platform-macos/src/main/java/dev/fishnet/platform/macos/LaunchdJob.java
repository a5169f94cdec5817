package dev.fishnet.platform.macos;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code launchctl print system/LABEL} says of a job. The output is meant for people and is not promised to stay;
 * only two lines are read, and only from the outermost braces, because endpoints have a state of their own.
 *
 * @param running whether it is up, or about to be
 */
record LaunchdJob(boolean running, OptionalLong pid) {
    static LaunchdJob parse(String output) {
        Map<String, String> outermost = new HashMap<>();
        int depth = 0;
        for (String line : output.lines().map(String::strip).toList()) {
            if (line.equals("}")) {
                depth--;
            } else if (line.endsWith("{")) {
                depth++;
            } else if (depth == 1 && line.contains(" = ")) {
                String[] sides = line.split(" = ", 2);
                outermost.putIfAbsent(sides[0], sides[1]);
            }
        }
        String state = outermost.getOrDefault("state", "");
        return new LaunchdJob(state.equals("running") || state.startsWith("spawn"), pid(outermost.get("pid")));
    }

    private static OptionalLong pid(@Nullable String text) {
        return text != null && text.matches("[1-9][0-9]{0,9}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
