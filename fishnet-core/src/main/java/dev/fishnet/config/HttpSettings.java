package dev.fishnet.config;

import java.time.Duration;

/**
 * Connections to upstreams.
 *
 * @param connect for a connection, and again for TLS on it
 * @param answer for the next bytes of an answer
 * @param idle unused before a connection is closed
 * @param idlePerUpstream connections kept for reuse
 */
public record HttpSettings(Duration connect, Duration answer, Duration idle, int idlePerUpstream) {}
