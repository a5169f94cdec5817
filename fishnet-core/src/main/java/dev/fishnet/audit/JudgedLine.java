package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code "judged"}, written and read. */
final class JudgedLine {
    private static final KnownPart<String> POLICY =
            new KnownPart<>((line, id) -> line.text("policy", id, TextLimit.WORD));
    private static final KnownPart<List<RuleId>> RULES = new KnownPart<>((line, ids) -> line.texts("rules", ids));

    private JudgedLine() {}

    static void write(LineWriter line, Judged judged) {
        line.open("judged");
        POLICY.write(line, judged.policy());
        if (judged.delay().isPresent()) {
            line.number("delay", Times.nanos(judged.delay().get()));
        }
        RULES.write(line, judged.rules());
        if (judged.prompt().isPresent()) {
            prompt(line, judged.prompt().get());
        }
        if (judged.trade().isPresent()) {
            trade(line, judged.trade().get());
        }
        if (judged.money().isPresent()) {
            MoneyLine.write(line, judged.money().get());
        }
        line.close();
    }

    static Judged read(LineReader line) throws FishnetException {
        line.open("judged");
        Judged judged = new Judged(
                line.text("policy"),
                delay(line.optionalNumber("delay")),
                line.texts("rules").stream().map(RuleId::new).toList(),
                line.opens("prompt") ? Optional.of(prompt(line)) : Optional.empty(),
                line.opens("trade") ? Optional.of(trade(line)) : Optional.empty(),
                line.opens("money") ? Optional.of(MoneyLine.read(line)) : Optional.empty());
        line.close();
        return judged;
    }

    private static Optional<Duration> delay(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }

    private static void prompt(LineWriter line, Judged.Prompt prompt) {
        PromptFacts facts = prompt.facts();
        line.open("prompt");
        Words.APIS.write(line, "api", facts.api());
        line.text("model", facts.model(), TextLimit.NAME)
                .truth("streamed", facts.streamed())
                .number("input", facts.inputTokens())
                .number("output", facts.outputTokens())
                .number("answers", facts.answers());
        Words.TIERS.write(line, "tier", facts.tier());
        line.number("characters", facts.characters())
                .text("digest", facts.digest(), TextLimit.WORD)
                .texts("secrets", facts.secrets())
                .texts("unpriced", facts.unpriced())
                .text("baseline", prompt.baseline(), TextLimit.WORD)
                .close();
    }

    private static Judged.Prompt prompt(LineReader line) throws FishnetException {
        PromptFacts facts = new PromptFacts(
                Words.APIS.read(line, "api"),
                line.optionalText("model"),
                line.truth("streamed"),
                line.optionalNumber("input"),
                line.optionalNumber("output"),
                (int) line.number("answers"),
                Words.TIERS.read(line, "tier"),
                line.number("characters"),
                line.optionalText("digest"),
                line.texts("secrets"),
                line.texts("unpriced"),
                List.of(),
                List.of());
        Judged.Prompt prompt = new Judged.Prompt(facts, line.optionalText("baseline"));
        line.close();
        return prompt;
    }

    private static void trade(LineWriter line, Judged.Trade trade) {
        line.open("trade")
                .text("query", trade.query(), TextLimit.TARGET)
                .text("content_type", trade.contentType(), TextLimit.TARGET)
                .text("body", trade.body(), TextLimit.FORM);
        trade.price()
                .ifPresent(answer -> line.open("price")
                        .text("answer", answer, TextLimit.TARGET)
                        .close());
        line.close();
    }

    private static Judged.Trade trade(LineReader line) throws FishnetException {
        Judged.Trade trade = new Judged.Trade(
                line.optionalText("query"),
                line.optionalText("content_type"),
                line.text("body"),
                line.opens("price") ? Optional.of(answer(line)) : Optional.empty());
        line.close();
        return trade;
    }

    private static Optional<String> answer(LineReader line) throws FishnetException {
        Optional<String> answer = line.optionalText("answer");
        line.close();
        return answer;
    }
}
