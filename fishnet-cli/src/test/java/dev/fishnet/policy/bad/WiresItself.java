package dev.fishnet.policy.bad;

import jakarta.inject.Inject;

/** Breaks a rule of the architecture on purpose. */
public class WiresItself {
    @Inject
    public WiresItself() {}
}
