package dev.fishnet.cli.lab.storm;

/** How the client goes about it. */
enum Manner {
    WAITS,
    SENDS_SLOWLY,
    HALF_CLOSES,
    SENDS_HALF_AND_LEAVES,
    SENDS_AND_LEAVES,
    LEAVES_BEFORE_THE_ANSWER,
    LEAVES_DURING_THE_ANSWER;

    /** Whether it stays until the answer has ended. */
    boolean stays() {
        return this == WAITS || this == SENDS_SLOWLY || this == HALF_CLOSES;
    }
}
