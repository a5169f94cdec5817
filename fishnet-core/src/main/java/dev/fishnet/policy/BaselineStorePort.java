package dev.fishnet.policy;

import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the drift guard keeps what an agent's prompts looked like when they were first seen. */
public interface BaselineStorePort {
    /**
     * A prompt as it was first seen.
     *
     * @param digest of it, never the prompt
     */
    record Baseline(AgentName agent, UpstreamName upstream, String digest, Instant since) {}

    /** Every baseline there is. */
    List<Baseline> baselines() throws FishnetException;

    /** Keeps a baseline where there is none yet for its agent and upstream; does not block. */
    CompletionStage<Void> putIfAbsent(Baseline baseline);

    /** Forgets an agent's baselines, so that the next prompts are first again; does not block. */
    CompletionStage<Void> reset(AgentName agent);
}
