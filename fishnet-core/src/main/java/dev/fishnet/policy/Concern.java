package dev.fishnet.policy;

import dev.fishnet.alert.AlertKind;

/** Something an operator is to hear of, though it stopped nothing. */
public record Concern(AlertKind kind, String message) {}
