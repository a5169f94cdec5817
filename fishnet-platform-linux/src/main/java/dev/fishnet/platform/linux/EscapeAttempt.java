package dev.fishnet.platform.linux;

import dev.fishnet.firewall.escape.Expectation;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.firewall.escape.Verdict;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * One way to send a packet.
 *
 * @param port of the target; 0 takes a new one for every try, so that it is known by its target
 * @param source the own address to send from, where one is asked for
 * @param length of what is sent, where the way has content
 */
record EscapeAttempt(
        String id,
        String group,
        String sentence,
        Expectation expected,
        Way way,
        Socket socket,
        InetAddress target,
        int port,
        Optional<InetAddress> source,
        List<SocketOption> options,
        int length) {
    /** The shortest content: it holds a mark. */
    static final int SHORT = 24;

    /** How it is sent. */
    enum Way {
        CONNECT,
        SEND,
        /** In two calls, the second one empty. */
        SEND_IN_PIECES,
        /** With the SYN. */
        FAST_OPEN,
        /** As an echo request. */
        PING
    }

    /** The arguments of socket(2). */
    record Socket(int family, int type, int protocol) {}

    /** The arguments of setsockopt(2). */
    @SuppressWarnings("ArrayRecordComponent") // goes to the kernel as it is, and nobody compares it
    record SocketOption(int level, int name, byte[] value) {}

    EscapeAttempt with(SocketOption... more) {
        return new EscapeAttempt(
                id, group, sentence, expected, way, socket, target, port, source, List.of(more), length);
    }

    EscapeAttempt from(InetAddress own) {
        return new EscapeAttempt(
                id, group, sentence, expected, way, socket, target, port, Optional.of(own), options, length);
    }

    EscapeAttempt sent(Way other, int bytes) {
        return new EscapeAttempt(id, group, sentence, expected, other, socket, target, port, source, options, bytes);
    }

    /** The same by somebody else, whom the id and the group then name. */
    EscapeAttempt by(String whom, String otherGroup) {
        return new EscapeAttempt(
                id + "@" + whom, otherGroup, sentence, expected, way, socket, target, port, source, options, length);
    }

    EscapeAttempt expecting(Expectation other) {
        return new EscapeAttempt(id, group, sentence, other, way, socket, target, port, source, options, length);
    }

    /** Where the packet is to be looked for. */
    boolean onLoopback() {
        return target.isLoopbackAddress() || group.equals(EscapeTable.OWN);
    }

    Finding finding(Verdict verdict, String to, String detail) {
        return new Finding(id, group, sentence, expected, verdict, to, detail);
    }
}
