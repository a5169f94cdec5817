package dev.fishnet.platform.linux;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads /proc/net/tcp and tcp6 (proc_net(5)): ports that somebody on this machine listens on. */
final class ListeningPorts {
    /** Number, local address and port, remote ones, state 0A, three pairs, uid. */
    private static final Pattern LISTENING = Pattern.compile("(?m)^ *[0-9]+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) "
            + "[0-9A-F]+:[0-9A-F]{4} 0A [0-9A-F]+:[0-9A-F]+ [0-9A-F]+:[0-9A-F]+ [0-9A-F]+ +([0-9]{1,10}) ");

    /** A port and whose process listens on it. */
    record Listener(int port, long uid) {}

    private ListeningPorts() {}

    static List<Listener> parse(String table) {
        return LISTENING
                .matcher(table)
                .results()
                .map(ListeningPorts::listener)
                .distinct()
                .toList();
    }

    private static Listener listener(MatchResult match) {
        return new Listener(Integer.parseInt(match.group(2), 16), Long.parseLong(match.group(3)));
    }
}
