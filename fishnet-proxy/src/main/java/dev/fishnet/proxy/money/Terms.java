package dev.fishnet.proxy.money;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import java.util.Optional;

/** What a request owes that was sent, by its answer. */
public interface Terms {
    /** Whether an answer with that status says that nothing is owed. */
    boolean nothingFor(int status);

    /**
     * What is owed; empty when nobody can tell.
     *
     * @param status 0 when there was no answer
     * @param usage what a whole answer said it took
     */
    Optional<MicroUsd> owed(int status, Optional<Usage> usage);
}
