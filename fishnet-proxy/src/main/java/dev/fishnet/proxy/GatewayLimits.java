package dev.fishnet.proxy;

import java.time.Duration;

/** What one agent, one upstream and all of them together may take. {@link #DEFAULT} fits a developer's machine. */
public record GatewayLimits(Sizes sizes, Times times) {
    public static final GatewayLimits DEFAULT = new GatewayLimits(Sizes.DEFAULT, Times.DEFAULT);

    /**
     * Sizes in bytes, and numbers.
     *
     * @param line the longest request or status line
     * @param head all header fields of a request or an answer
     * @param fields the number of header fields of a request or an answer
     * @param body the longest request body
     * @param buffered all request bodies that are held at one time
     * @param connections agents' connections at one time; and again, counted apart, those to upstreams, open, being
     *     opened and idle
     * @param idleUpstream connections kept for reuse, for each upstream and event loop
     */
    public record Sizes(int line, int head, int fields, int body, long buffered, int connections, int idleUpstream) {
        public static final Sizes DEFAULT = new Sizes(8 << 10, 32 << 10, 128, 32 << 20, 256L << 20, 1024, 16);

        public Sizes {
            requirePositive(Math.min(Math.min(line, head), Math.min(fields, body)), buffered, connections);
            requireNotNegative(idleUpstream);
        }

        private static void requirePositive(long... values) {
            for (long value : values) {
                if (value <= 0) {
                    throw new IllegalArgumentException("a limit must be positive");
                }
            }
        }

        private static void requireNotNegative(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("a limit must not be negative");
            }
        }
    }

    /**
     * Times.
     *
     * @param head from a connection's beginning, or its last answer's end, until the next request's head is whole
     * @param bodyStall between two pieces of a request body
     * @param body for a whole request body
     * @param agentStall for an agent to take what has been written for it, some 64 KiB at most
     * @param connect for a connection to an upstream, and again for TLS on it
     * @param answer for the next bytes of an answer; models think for minutes
     * @param idleUpstream unused before a connection to an upstream is closed
     */
    public record Times(
            Duration head,
            Duration bodyStall,
            Duration body,
            Duration agentStall,
            Duration connect,
            Duration answer,
            Duration idleUpstream) {
        public static final Times DEFAULT = new Times(
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30));
    }
}
