package dev.fishnet.policy.bad;

import java.io.IOException;

/** Breaks a rule of the architecture on purpose. */
public class StartsAProcess {
    Process start() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
