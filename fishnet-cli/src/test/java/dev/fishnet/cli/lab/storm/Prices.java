package dev.fishnet.cli.lab.storm;

/** What the one model costs, in micro-dollars a token, and its limits. Dear, so that few requests make a budget. */
final class Prices {
    static final String MODEL = "storm-1";
    static final String UNKNOWN = "storm-2";
    static final int INPUT = 1000;
    static final int OUTPUT = 4000;
    static final int CONTEXT = 20_000;
    static final int LONGEST_ANSWER = 1000;

    /** What the gateway takes a provider to add to a prompt, at most. */
    static final int FRAME = 512;

    private Prices() {}

    static long of(long input, long output) {
        return input * INPUT + output * OUTPUT;
    }

    /** For {@code fishnet.toml}, where prices are dollars for a million tokens; caches cost what the prompt costs. */
    static String toml() {
        return """
                [llm.model_pricing."%1$s"]
                input_per_million_usd = %2$d
                cached_input_per_million_usd = %2$d
                cache_write_per_million_usd = %2$d
                cache_write_1h_per_million_usd = %2$d
                output_per_million_usd = %3$d
                context_tokens = %4$d
                max_output_tokens = %5$d
                """.formatted(MODEL, INPUT, OUTPUT, CONTEXT, LONGEST_ANSWER);
    }
}
