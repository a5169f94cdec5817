package dev.fishnet.audit.replay;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.Judged;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.spend.Tier;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.UpstreamName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a request is and says, picked by chance from few things, so that each of them comes often. */
final class PretendContent {
    static final String TICKER =
            "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"100\",\"bidQty\":\"1\",\"askPrice\":\"101\",\"askQty\":\"1\"}";

    private PretendContent() {}

    static RequestHead head(PretendGateway gateway) {
        AgentName agent = new AgentName(gateway.any(List.of("claude", "claude", "helper")));
        return gateway.any(List.of(
                new RequestHead(agent, UpstreamName.OPENAI, "POST", "/v1/chat/completions"),
                new RequestHead(agent, UpstreamName.OPENAI, "POST", "/v1/chat/completions"),
                new RequestHead(agent, UpstreamName.OPENAI, "GET", "/v1/models"),
                new RequestHead(agent, UpstreamName.OPENAI, "POST", "/v1/files"),
                new RequestHead(agent, UpstreamName.ANTHROPIC, "POST", "/v1/messages"),
                new RequestHead(agent, UpstreamName.ANTHROPIC, "POST", "/v1/messages/count_tokens"),
                new RequestHead(agent, new UpstreamName("custom.github"), "GET", "/repos/o/r"),
                new RequestHead(agent, new UpstreamName("custom.github"), "GET", "/repos/o/Secret/x"),
                new RequestHead(agent, new UpstreamName("binance"), "POST", "/api/v3/order"),
                new RequestHead(agent, new UpstreamName("binance"), "GET", "/api/v3/ticker/price"),
                new RequestHead(agent, new UpstreamName("binance"), "POST", "/sapi/v1/capital/withdraw/apply")));
    }

    static Asked asked(RequestHead head, Optional<String> meant) {
        return new Asked(
                OptionalLong.of(1001),
                Optional.of(head.agent()),
                Optional.of(head.upstream()),
                head.method(),
                head.path(),
                meant,
                Optional.empty());
    }

    static Dialect dialect(RequestHead head) {
        return head.upstream().value().equals("binance")
                ? Dialect.BINANCE
                : head.upstream().equals(UpstreamName.OPENAI)
                        ? Dialect.OPENAI
                        : head.upstream().equals(UpstreamName.ANTHROPIC) ? Dialect.ANTHROPIC : Dialect.PLAIN;
    }

    static LlmApi api(RequestHead head) {
        return LlmApi.of(dialect(head), head.method(), head.path());
    }

    static PromptFacts facts(PretendGateway gateway, RequestHead head) {
        return new PromptFacts(
                api(head),
                gateway.any(List.of(
                        Optional.of("gpt-5"),
                        Optional.of("GPT-5-mini"),
                        Optional.of("claude-sonnet-4-5"),
                        Optional.of("gpt-4o"),
                        Optional.of("o9"),
                        Optional.of("a b"),
                        Optional.empty())),
                false,
                gateway.random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(gateway.random.nextInt(20_000)),
                OptionalLong.of(1 + gateway.random.nextInt(4000)),
                1,
                gateway.any(List.of(Tier.STANDARD, Tier.STANDARD, Tier.FLEX, Tier.PRIORITY)),
                gateway.random.nextInt(900_000),
                gateway.any(List.of(Optional.of("d1"), Optional.of("d1"), Optional.of("d2"), Optional.empty())),
                gateway.any(List.of(List.of(), List.of("github_token"))),
                gateway.random.nextInt(20) == 0 ? List.of("tools.web_search") : List.of(),
                List.of(),
                List.of());
    }

    static Judged.Trade trade(PretendGateway gateway, RequestHead head) {
        boolean reads = head.method().equals("GET");
        return new Judged.Trade(
                reads ? Optional.of("symbol=BTCUSDT") : Optional.empty(),
                reads ? Optional.empty() : Optional.of("application/x-www-form-urlencoded"),
                reads ? "" : order(gateway),
                Optional.empty());
    }

    private static String order(PretendGateway gateway) {
        return gateway.any(List.of(
                "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=120",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=50&quantity=2",
                "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.1",
                "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=501",
                "symbol=BTCUSDT&side=BUY&side=SELL"));
    }

    static Usage usage(PretendGateway gateway) {
        return new Usage(gateway.random.nextInt(22_000), 10, 0, 5, gateway.random.nextInt(4000), Tier.STANDARD);
    }
}
