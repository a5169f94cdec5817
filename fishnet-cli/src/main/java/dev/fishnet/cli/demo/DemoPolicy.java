package dev.fishnet.cli.demo;

import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Callers;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.storage.ConfigFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The configuration of the demo: what holds without a file, for one agent and an upstream on this machine. */
final class DemoPolicy {
    private static final AgentName AGENT = new AgentName("demo");

    private DemoPolicy() {}

    static FishnetConfig of(URI upstream) throws FishnetException {
        String toml = """
                [upstreams.openai]
                base_url = "%s"
                [agents.%s]
                upstreams = ["openai"]
                """.formatted(upstream, AGENT.value());
        return Reading.of(ConfigFile.documentOf(toml.getBytes(StandardCharsets.UTF_8)), name -> Optional.empty())
                .orElseThrow("the demo's configuration");
    }

    /** The uid need not be an account's: the demo makes none. */
    static Callers admitting(long agent) {
        return (uid, token) -> uid.isPresent() && uid.getAsLong() == agent
                ? new Caller.Known(AGENT)
                : new Caller.Refused(
                        Decision.Denied.of(DenialCode.CALLER_UNKNOWN, "The demo admits its own agent only."));
    }
}
