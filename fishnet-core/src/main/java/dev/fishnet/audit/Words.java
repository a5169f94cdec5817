package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.spend.Tier;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The values of an enum as entries have them: their names in lower case. */
final class Words<E extends Enum<E>> {
    static final Words<Action> ACTIONS = new Words<>(Action.class);
    static final Words<DenialCode> CODES = new Words<>(DenialCode.class);
    static final Words<Ending> ENDINGS = new Words<>(Ending.class);
    static final Words<LlmApi> APIS = new Words<>(LlmApi.class);
    static final Words<Scope> SCOPES = new Words<>(Scope.class);
    static final Words<Tier> TIERS = new Words<>(Tier.class);

    private final Map<E, String> words;
    private final Map<String, E> values = new HashMap<>();

    private Words(Class<E> type) {
        words = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            String word = each.name().toLowerCase(Locale.ROOT);
            words.put(each, word);
            values.put(word, each);
        }
    }

    void write(LineWriter line, String key, E value) {
        line.text(key, String.valueOf(words.get(value)), TextLimit.WORD);
    }

    E read(LineReader line, String key) throws FishnetException {
        String word = line.text(key);
        E value = values.get(word);
        if (value == null) {
            throw line.unknown("a word in \"" + key + "\"");
        }
        return value;
    }
}
