package dev.fishnet.proxy;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertPort;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears every alert and keeps every baseline, in memory. */
final class Operator implements AlertPort, BaselineStorePort {
    final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final List<Baseline> baselines = new CopyOnWriteArrayList<>();

    @Override
    public void raise(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public List<Baseline> baselines() {
        return List.copyOf(baselines);
    }

    @Override
    public CompletionStage<Void> putIfAbsent(Baseline baseline) {
        baselines.add(baseline);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> reset(AgentName agent) {
        baselines.removeIf(baseline -> baseline.agent().equals(agent));
        return CompletableFuture.completedStage(null);
    }
}
