package dev.fishnet.audit.replay;

/**
 * Something that comes out otherwise than the log has it.
 *
 * @param index of the entry
 * @param what about it, in a few words, for example {@code code}
 * @param logged what the log says; parts of it may be a caller's words
 * @param again what it comes out as
 */
public record Difference(long index, String what, String logged, String again) {}
