package dev.fishnet.platform.linux;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads /proc/net/unix (proc_net(5), unix(7)): sockets that somebody listens on, by path or by abstract name. */
final class UnixSockets {
    /** Flags, type, state, inode, name; __SO_ACCEPTCON is the one flag, set while the socket listens. */
    private static final Pattern LISTENING = Pattern.compile(
            "(?m)^[0-9A-Fa-f]+: [0-9A-Fa-f]{8} [0-9A-Fa-f]{8} 00010000 [0-9]{4} [0-9]{2} +[0-9]+ (.+)$");

    private UnixSockets() {}

    static List<String> paths(String table) {
        return names(table).stream().filter(name -> name.startsWith("/")).toList();
    }

    /** Names beginning with an at sign, as the kernel prints them. */
    static List<String> abstractNames(String table) {
        return names(table).stream().filter(name -> name.startsWith("@")).toList();
    }

    private static List<String> names(String table) {
        return LISTENING
                .matcher(table)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
