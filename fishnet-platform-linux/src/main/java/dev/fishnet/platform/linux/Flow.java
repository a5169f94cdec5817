package dev.fishnet.platform.linux;

import dev.fishnet.firewall.LoopbackAccess;
import java.util.Optional;

/**
 * Both ends of a TCP connection, as ss(8) writes them.
 *
 * @param local {@code ADDRESS:PORT}, an IPv6 address in brackets, without the interface
 * @param remote the same of the other end
 */
record Flow(String local, String remote) {
    /** STATE, two queues, then both ends. */
    static Optional<Flow> parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        return words.length < 5 || !isEnd(words[3]) || !isEnd(words[4])
                ? Optional.empty()
                : Optional.of(new Flow(withoutInterface(words[3]), withoutInterface(words[4])));
    }

    private static boolean isEnd(String word) {
        return word.matches(".+:[0-9]{1,5}");
    }

    private static String withoutInterface(String end) {
        return end.replaceFirst("%[^:]+:", ":");
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
