package dev.fishnet.proxy;

/** What becomes of a request, told from its head. */
sealed interface Verdict {
    /** Answered by the gateway itself. */
    record Health() implements Verdict {}

    /** Passed on, if its body is in order too. */
    record Forward(Call call) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}
}
