package dev.fishnet.spend;

import java.util.Optional;

/** What may be spent in a day and in a month, both as UTC counts them; empty for no limit. */
public record Caps(Optional<MicroUsd> daily, Optional<MicroUsd> monthly) {
    public static final Caps NONE = new Caps(Optional.empty(), Optional.empty());
}
