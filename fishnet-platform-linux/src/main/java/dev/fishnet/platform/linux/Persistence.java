package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.Step;
import dev.fishnet.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What brings the lockdown back after a reboot, and after another program has flushed it. What is kept is written
 * before the rules are loaded and taken away after they are gone: a change that is cut off leaves an agent locked down.
 */
interface Persistence {
    /** A place with no boot to come back after, as a network namespace that somebody made. */
    Persistence NONE = new Persistence() {};

    /** What was kept, readable by everybody. */
    record Kept(FirewallBackend backend, Lockdown lockdown) {}

    default Optional<Kept> kept() throws FishnetException {
        return Optional.empty();
    }

    /**
     * Steps before the rules are loaded; empty when exactly that is kept already.
     *
     * @param wording of {@code wanted}
     */
    default List<Step> keep(Kept wanted, Wording wording) throws FishnetException {
        return List.of();
    }

    /**
     * Steps after the rules are loaded; empty when they are watched already.
     *
     * @param changed whether what the watch compares with may be out of date
     */
    default List<Step> watch(Wording wording, boolean changed) throws FishnetException {
        return List.of();
    }

    /** Steps that install a watch, and the program that puts right what the watch finds; empty when both are there. */
    default List<Step> healing(Wording wording, ServiceDefinition program) throws FishnetException {
        return List.of();
    }

    /** Steps that remember a repair. */
    default List<Step> repaired(List<String> differences) throws FishnetException {
        return List.of();
    }

    /** Steps before the last rule goes, which nobody is to put back; empty when nothing is watched. */
    default List<Step> unwatch() throws FishnetException {
        return List.of();
    }

    /** Steps after the last rule is gone; empty when nothing is kept. */
    default List<Step> forget() throws FishnetException {
        return List.of();
    }

    /** See {@link dev.fishnet.firewall.FirewallPort#repairs}. */
    default List<Repair> repairs() throws FishnetException {
        return List.of();
    }
}
