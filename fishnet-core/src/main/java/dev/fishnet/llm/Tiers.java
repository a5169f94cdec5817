package dev.fishnet.llm;

import dev.fishnet.spend.Tier;
import java.util.Optional;

/** Service tiers as the answers name them. */
final class Tiers {
    private Tiers() {}

    static Tier ofOpenai(Optional<String> name) throws AmbiguousBodyException {
        return switch (name.orElse("")) {
            case "", "auto", "default", "standard" -> Tier.STANDARD;
            case "flex" -> Tier.FLEX;
            case "batch" -> Tier.BATCH;
            case "priority", "fast", "scale" -> Tier.PRIORITY;
            default -> throw unknown();
        };
    }

    /** Anthropic's priority tier is capacity bought before, without a price of its own; its fast mode has one. */
    static Tier ofAnthropic(Optional<String> name, Optional<String> speed) throws AmbiguousBodyException {
        boolean fast = switch (speed.orElse("")) {
            case "", "standard" -> false;
            case "fast" -> true;
            default -> throw unknown();
        };
        return switch (name.orElse("")) {
            case "", "standard", "priority" -> fast ? Tier.PRIORITY : Tier.STANDARD;
            case "batch" -> fast ? Tier.PRIORITY : Tier.BATCH;
            default -> throw unknown();
        };
    }

    static Tier dearer(Tier one, Tier other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Tier tier) {
        return switch (tier) {
            case BATCH -> 0;
            case FLEX -> 1;
            case STANDARD -> 2;
            case PRIORITY -> 3;
        };
    }

    private static AmbiguousBodyException unknown() {
        return new AmbiguousBodyException("names a service tier that is not known");
    }
}
