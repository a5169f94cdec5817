package dev.fishnet.policy.bad;

/** Breaks a rule of the architecture on purpose. */
public class AsksTheSystem {
    boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }
}
