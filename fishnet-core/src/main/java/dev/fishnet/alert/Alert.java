package dev.fishnet.alert;

import java.time.Instant;

/**
 * Something an operator should hear of.
 *
 * @param about whose it is: an agent and an upstream, for example {@code claude/openai}, or {@code fishnet}
 * @param message a sentence without secrets and without anything an agent wrote
 */
public record Alert(Instant at, AlertKind kind, String about, String message) {}
