package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/**
 * Two locked-down agents, a and b, with a budget each, and a third account, before a daemon with an account of its own.
 */
final class TwoAgents implements AutoCloseable {
    private static final String URL = Gateway.BASE + "/proxy/openai/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"lab-1\",\"messages\":[{\"role\":\"user\",\"content\":\"fish\"}],\"max_completion_tokens\":16}";

    /** What the upstream says that every request takes, 14 tokens in and 4 out, at the prices of the configuration. */
    private static final long COST = 14 * 100 + 4 * 400;

    private final World world;
    private final Internet internet;
    private final ServiceGateway gateway;
    private final String b;
    private final String third;
    private final String tokenOfA;
    private final String tokenOfB;

    TwoAgents() throws IOException, InterruptedException {
        world = new World();
        b = world.newAccount("b");
        third = world.newAccount("c");
        internet = Internet.start(world);
        gateway = new ServiceGateway(world, internet, config());
        tokenOfA = token("a");
        tokenOfB = token("b");
        for (String agent : List.of(world.agent(), b)) {
            gateway.fishnetAsRoot("firewall", "enable", "--agent-user", agent, "--apply")
                    .mustSucceed();
        }
    }

    private String config() {
        return """
                [llm]
                rate_limit_per_minute = "unlimited"
                [llm.model_pricing."lab-1"]
                input_per_million_usd = 100
                output_per_million_usd = 400
                context_tokens = 10000
                max_output_tokens = 1000
                [upstreams]
                extra_ca_certs = "%s"
                [upstreams.openai]
                base_url = "%s"
                [agents.a]
                user = "%s"
                upstreams = ["openai"]
                daily_budget_usd = 5.000000
                [agents.b]
                user = "%s"
                upstreams = ["openai"]
                daily_budget_usd = 10
                """.formatted(ServiceGateway.AUTHORITY, internet.upstreamBase(), world.agent(), b);
    }

    private String token(String agent) {
        return gateway.fishnet("agent", "token", agent).mustSucceed().lines().stream()
                .filter(line -> line.startsWith("fnagent_"))
                .findFirst()
                .orElseThrow();
    }

    World world() {
        return world;
    }

    List<String> a() {
        return world.asAgent();
    }

    List<String> b() {
        return world.as(b);
    }

    List<String> third() {
        return world.as(third);
    }

    String tokenOfB() {
        return tokenOfB;
    }

    /** How a request straight to the upstream ends. */
    int exitOfDirectCall(List<String> asWhom) {
        return curl(asWhom, "-k", internet.upstreamBase() + "/v1/models").exit();
    }

    /** That many requests of either, to the micro-dollar. */
    void assertPays(int requestsOfA, int requestsOfB, Runnable action) {
        Ledger before = ledger();
        action.run();
        Ledger after = ledger();
        assertEquals(
                List.of(before.counted("a") + requestsOfA * COST, before.counted("b") + requestsOfB * COST),
                List.of(after.counted("a"), after.counted("b")));
    }

    long spent(String agent) {
        return ledger().counted(agent);
    }

    private Ledger ledger() {
        return Ledger.of(gateway.fishnet("spend", "--json"));
    }

    /** Leaves a so much of its budget, in micro-dollars, while the gateway runs; returns the budget. */
    long leaveToA(long micros) throws IOException, InterruptedException {
        long budget = spent("a") + micros;
        gateway.edit("5.000000", BigDecimal.valueOf(budget, 6).toPlainString());
        return budget;
    }

    /** The whole answer to a request that costs money. */
    String answer(List<String> asWhom, String... more) {
        List<String> post = Run.join(List.of("-i", "-H", "content-type: application/json", "-d", BODY, URL), more);
        return curl(asWhom, post.toArray(String[]::new)).mustSucceed().output();
    }

    /** Of the answer the status, and the code when it is a refusal. */
    String ask(List<String> asWhom, String... more) {
        String answer = answer(asWhom, more);
        String status = answer.substring(9, 12);
        return status.equals("200") ? status : status + " " + answer.replaceAll("(?s).*\"code\":\"([a-z_]+)\".*", "$1");
    }

    private static Run curl(List<String> asWhom, String... arguments) {
        List<String> argv = Run.join(asWhom, "curl", "-sS", "--max-time", "20");
        return Run.of(Run.join(argv, arguments).toArray(String[]::new));
    }

    /** What comes of something that can be done with sockets, see {@code src/test/sockets/tricks.py}. */
    List<String> trick(String name) {
        List<String> argv = Run.join(
                world.onMachine(),
                "python3",
                Path.of("src", "test", "sockets", "tricks.py").toString(),
                name,
                world.uid(world.agent()),
                world.uid(b),
                tokenOfA,
                tokenOfB,
                Long.toString(gateway.pid()));
        return Run.of(argv.toArray(String[]::new)).mustSucceed().lines();
    }

    @Override
    public void close() {
        world.close();
    }
}
