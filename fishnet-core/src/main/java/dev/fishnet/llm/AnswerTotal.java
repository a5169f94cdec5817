package dev.fishnet.llm;

import dev.fishnet.spend.Usage;
import java.util.Optional;

/** What an answer has said so far of what it took. Once anything is in doubt, nothing counts any more. */
final class AnswerTotal {
    private final LlmApi api;
    private Optional<Usage> usage = Optional.empty();
    private boolean started;
    private boolean complete;
    private boolean doubtful;

    AnswerTotal(LlmApi api) {
        this.api = api;
    }

    Optional<Usage> usage() {
        return complete && !doubtful ? usage : Optional.empty();
    }

    void doubt() {
        doubtful = true;
    }

    /** The stream has said that it is over. */
    void done() {
        complete |= api != LlmApi.MESSAGES && usage.isPresent();
    }

    /** A whole answer in one piece. */
    void answer(AnswerFacts facts) throws AmbiguousBodyException {
        UsageOf said = new UsageOf(facts, AnswerPlace.USAGE);
        if (!said.isThere()) {
            return;
        }
        switch (api) {
            case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS -> add(said.completions(api), true);
            case RESPONSES -> add(said.responses(AnswerPlace.SERVICE_TIER), true);
            case MESSAGES -> add(said.wholeMessage(), true);
            case COUNT_TOKENS, OTHER -> {}
        }
    }

    /** One event of a stream. */
    void event(AnswerFacts facts) throws AmbiguousBodyException {
        if (facts.has(AnswerPlace.ERROR) || isType(facts, "error")) {
            doubtful = true;
            return;
        }
        switch (api) {
            case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS -> chunk(facts);
            case RESPONSES -> response(facts);
            case MESSAGES -> message(facts);
            case COUNT_TOKENS, OTHER -> {}
        }
    }

    /**
     * The last chunk has no choices; where servers count along, each chunk has a usage, and only the end is the end.
     */
    private void chunk(AnswerFacts facts) throws AmbiguousBodyException {
        UsageOf said = new UsageOf(facts, AnswerPlace.USAGE);
        if (said.isThere()) {
            add(said.completions(api), facts.is(AnswerPlace.CHOICES, "["));
        }
    }

    private void response(AnswerFacts facts) throws AmbiguousBodyException {
        UsageOf said = new UsageOf(facts, AnswerPlace.RESPONSE_USAGE);
        switch (facts.text(AnswerPlace.TYPE).orElse("")) {
            case "response.completed", "response.incomplete", "response.failed" -> {
                if (said.isThere()) {
                    add(said.responses(AnswerPlace.RESPONSE_TIER), true);
                }
            }
            default -> {}
        }
    }

    private void message(AnswerFacts facts) throws AmbiguousBodyException {
        switch (facts.text(AnswerPlace.TYPE).orElse("")) {
            case "message_start" -> {
                started = true;
                add(new UsageOf(facts, AnswerPlace.MESSAGE_USAGE).wholeMessage(), false);
            }
            case "message_delta" -> {
                boolean stopped = facts.has(AnswerPlace.STOP_REASON);
                add(new UsageOf(facts, AnswerPlace.USAGE).messages(usage), started && stopped);
            }
            default -> {}
        }
    }

    private static boolean isType(AnswerFacts facts, String type) {
        return facts.text(AnswerPlace.TYPE).filter(type::equals).isPresent();
    }

    private void add(Usage said, boolean last) {
        usage = Optional.of(UsageOf.most(usage, said));
        complete |= last;
    }
}
