package dev.fishnet.policy.bad;

import java.time.Instant;
import java.util.function.Supplier;

/** Breaks a rule of the architecture on purpose, without a call that could be seen. */
public class AsksByReference {
    Supplier<Instant> clock() {
        return Instant::now;
    }
}
