package dev.fishnet.platform.linux;

import dev.fishnet.firewall.LoopbackAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * Both ends of a TCP connection, as ss(8) writes them.
 *
 * @param local {@code ADDRESS:PORT}, an IPv6 address in brackets, without the interface
 * @param remote the same of the other end
 */
record Flow(String local, String remote) {
    /** Up to the ends, which are the last two of these. */
    private static final int WORDS = 5;

    /** STATE, two queues, then both ends. */
    static Optional<Flow> parse(String line) {
        List<String> words = firstWords(line);
        if (words.size() < WORDS) {
            return Optional.empty();
        }
        String local = words.get(WORDS - 2);
        String remote = words.get(WORDS - 1);
        return isEnd(local) && isEnd(remote)
                ? Optional.of(new Flow(withoutInterface(local), withoutInterface(remote)))
                : Optional.empty();
    }

    private static List<String> firstWords(String line) {
        List<String> words = new ArrayList<>(WORDS);
        StringTokenizer all = new StringTokenizer(line);
        while (words.size() < WORDS && all.hasMoreTokens()) {
            words.add(all.nextToken());
        }
        return words;
    }

    /** {@code .+:[0-9]{1,5}}, without a pattern: an agent may have thousands of connections. */
    private static boolean isEnd(String word) {
        int colon = word.lastIndexOf(':');
        int digits = word.length() - colon - 1;
        if (colon < 1 || digits < 1 || digits > 5) {
            return false;
        }
        for (int i = colon + 1; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String withoutInterface(String end) {
        return end.indexOf('%') < 0 ? end : end.replaceFirst("%[^:]+:", ":");
    }

    /** Whether an agent with this access could open it, or answer on it, under the lockdown. */
    boolean isOpenTo(LoopbackAccess access) {
        if (access instanceof LoopbackAccess.Standard) {
            return isLoopback();
        }
        return switch (access) {
            case LoopbackAccess.Standard standard -> isLoopback();
            case LoopbackAccess.Strict strict -> isAskedFor(strict) || isServed(strict);
        };
    }

    private boolean isLoopback() {
        return staysInside() && !LoopbackAccess.NAME_RESOLUTION.contains(port(remote));
    }

    private boolean isAskedFor(LoopbackAccess.Strict strict) {
        int port = port(remote);
        boolean open = port == strict.gatewayPort() || strict.allowedPorts().contains(port);
        return open && isLoopbacksOwn(remote);
    }

    private boolean isServed(LoopbackAccess.Strict strict) {
        return isLoopbacksOwn(local) && strict.allowedPorts().contains(port(local));
    }

    private boolean staysInside() {
        String host = plain(host(remote));
        return host.startsWith("127.") || host.equals("[::1]") || host.equals(plain(host(local)));
    }

    private static boolean isLoopbacksOwn(String end) {
        String host = plain(host(end));
        return host.equals("127.0.0.1") || host.equals("[::1]");
    }

    /** An IPv4 address, however a socket for IPv6 writes it. */
    private static String plain(String host) {
        return host.startsWith("[::ffff:") && host.contains(".") ? host.substring(8, host.length() - 1) : host;
    }

    private static String host(String end) {
        return end.substring(0, end.lastIndexOf(':'));
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1));
    }
}
