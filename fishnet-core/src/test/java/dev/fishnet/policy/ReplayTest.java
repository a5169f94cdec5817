package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.llm.LlmApi;
import dev.fishnet.spend.Tier;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A log of requests, decided again in another order by another engine, says the same. */
@Tag("S-43")
class ReplayTest {
    private static final int REQUESTS = 5000;

    private static Policies strict() {
        Policies policies = new Policies();
        policies.github = Policies.with(Policies.allowing("GET /repos/**", "POST /repos/*/*/issues"));
        policies.ownGithub = Policies.with(Policies.blocking("* /repos/*/secret/**"));
        policies.ownOpenAi = Policies.withModels("gpt-5*");
        policies.drift = new LlmPolicy.Drift(GuardMode.DENY, true);
        policies.size = new LlmPolicy.Size(GuardMode.ALERT, OptionalLong.of(90), OptionalLong.empty());
        policies.secrets = SecretMode.REDACT;
        return policies;
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static RequestHead head(Random random) {
        List<String> paths = List.of("/v1/chat/completions", "/v1/files", "/repos/o/r", "/repos/o/Secret/x", "/");
        String method = any(random, List.of("GET", "POST", "DELETE"));
        return random.nextBoolean()
                ? Policies.openAi(method, any(random, paths))
                : Policies.github(method, any(random, paths));
    }

    private static Function<PolicyEngine, Decision> byHead(Random random) {
        RequestHead head = head(random);
        Optional<Duration> wait = random.nextInt(4) == 0 ? Optional.of(Duration.ofSeconds(3)) : Optional.empty();
        return engine -> engine.byHead(head, wait);
    }

    private static Function<PolicyEngine, Decision> byPrompt(Random random) {
        Policies.Prompt prompt = new Policies.Prompt();
        prompt.api = any(random, List.of(LlmApi.values()));
        prompt.model = any(
                random, List.of(Optional.of("gpt-5"), Optional.of("gpt-5-new"), Optional.of("o9"), Optional.empty()));
        prompt.tier = any(random, List.of(Tier.values()));
        prompt.characters = random.nextInt(800);
        prompt.digest = any(random, List.of(Optional.of("d1"), Optional.of("d2"), Optional.empty()));
        prompt.secrets = any(random, List.of(List.of(), List.of("github_token")));
        Optional<String> baseline = any(random, List.of(Optional.of("d1"), Optional.empty()));
        return engine -> engine.byPrompt(Policies.chat(), prompt.facts(), baseline);
    }

    private static List<Function<PolicyEngine, Decision>> log(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> random.nextBoolean() ? byHead(random) : byPrompt(random))
                .toList();
    }

    @Test
    void theSameFactsUnderTheSamePolicyGetTheSameDecision() {
        List<Function<PolicyEngine, Decision>> log = log(5);
        PolicyEngine first = strict().engine();
        List<Decision> decisions = log.stream().map(each -> each.apply(first)).toList();

        PolicyEngine second = strict().engine();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, REQUESTS).boxed().toList());
        Collections.shuffle(order, new Random(6));
        order.forEach(i -> assertEquals(decisions.get(i), log.get(i).apply(second)));
        Set<String> kinds = new HashSet<>();
        decisions.forEach(
                each -> kinds.add(each instanceof Decision.Denied d ? d.code().id() : "allowed"));
        assertTrue(kinds.size() >= 8, kinds::toString);
    }

    @Test
    void theEngineHasNoStateThatCouldChange() {
        Stream.of(PolicyEngine.class, EndpointJudge.class, ModelJudge.class, PromptGuards.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> !field.isSynthetic())
                .forEach(field -> assertTrue(Modifier.isFinal(field.getModifiers()), field::toString));
    }
}
