package dev.fishnet.bench;

import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import dev.fishnet.llm.AmbiguousBodyException;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.llm.PromptReader;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.upstream.UpstreamName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is decided about a request, and what is read for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class Judging {
    private static final String CONFIG = """
            [agents.claude]
            upstreams = ["openai"]
            allowed_models = ["gpt-5*"]
            daily_budget_usd = 20
            """;
    private static final byte[] SHORT = prompt("Say hello to the people who build it.");
    private static final byte[] LONG = prompt("A sentence of some words, as prompts have. ".repeat(1500));

    private final RequestHead head =
            new RequestHead(new AgentName("claude"), UpstreamName.OPENAI, "POST", "/v1/chat/completions");
    private final PromptReader reader = new PromptReader(true);
    private PolicyEngine engine;
    private PromptFacts facts;

    @Setup
    public void open() throws Exception {
        engine = new PolicyEngine(policy());
        facts = promptOfAHundredBytes();
    }

    private static Policy policy() throws IOException, FishnetException {
        Path file = Files.createTempFile("fishnet-parts", ".toml");
        try {
            Files.writeString(file, CONFIG);
            FishnetConfig config = new ConfigFile(file).read();
            return config.policy();
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] prompt(String text) {
        return ("{\"model\":\"gpt-5-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                        + "\"}],\"max_completion_tokens\":64}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public Decision decisionByHead() {
        return engine.byHead(head, Optional.empty());
    }

    /** With what the request can cost at most. */
    @Benchmark
    public MicroUsd decisionByPrompt() {
        Decision decision = engine.byPrompt(head, facts, Optional.empty());
        if (decision instanceof Decision.Denied) {
            throw new IllegalStateException(decision.toString());
        }
        return engine.worstCase(facts);
    }

    @Benchmark
    public PromptFacts promptOfAHundredBytes() throws AmbiguousBodyException {
        return read(SHORT);
    }

    @Benchmark
    public PromptFacts promptOf64KiB() throws AmbiguousBodyException {
        return read(LONG);
    }

    private PromptFacts read(byte[] body) throws AmbiguousBodyException {
        return reader.read(LlmApi.CHAT_COMPLETIONS, new ByteArrayInputStream(body), body.length);
    }
}
