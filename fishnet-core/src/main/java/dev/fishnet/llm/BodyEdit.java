package dev.fishnet.llm;

/**
 * A change to a request's body: bytes from one offset up to another give way to others.
 *
 * @param from the first byte's offset in the body as it came
 * @param to the offset behind the last
 * @param with in place of them
 */
public record BodyEdit(int from, int to, String with) {}
