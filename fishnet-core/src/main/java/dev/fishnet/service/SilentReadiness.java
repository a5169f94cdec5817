package dev.fishnet.service;

import java.time.Duration;
import java.util.Optional;

/** Tells nobody. */
final class SilentReadiness implements ReadinessPort {
    @Override
    public void ready() {}

    @Override
    public void stopping() {}

    @Override
    public void alive() {}

    @Override
    public Optional<Duration> interval() {
        return Optional.empty();
    }
}
