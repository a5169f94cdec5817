package dev.fishnet.cli.lab.storm;

/** What is special about a request. */
enum Trait {
    ORDINARY,
    /** No limit on the answer, so that it can be as long as the model's longest. */
    UNLIMITED,
    SEVERAL_ANSWERS,
    /** A prompt of up to three times what the model takes, counted in bytes. */
    HUGE,
    UNKNOWN_MODEL,
    /** Small, and as dear as it can be, so that few of them find out what is left of a cap. */
    SMALL
}
