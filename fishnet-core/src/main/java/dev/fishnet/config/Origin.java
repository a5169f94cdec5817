package dev.fishnet.config;

/** Where a value comes from. */
public sealed interface Origin {
    /** Nobody said otherwise. */
    record Default() implements Origin {}

    /** A line of the file, from 1 on. */
    record Line(int number) implements Origin {}

    /** An environment variable. */
    record Variable(String name) implements Origin {}
}
