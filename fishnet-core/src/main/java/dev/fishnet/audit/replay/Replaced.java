package dev.fishnet.audit.replay;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.TextLimit;
import dev.fishnet.llm.SecretText;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether something of a request that it may have been judged by is not in the log as it was. */
final class Replaced {
    /** A path that the gateway takes. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*");

    private Replaced() {}

    static boolean inPath(Asked asked) {
        return !PATH.matcher(asked.path()).matches();
    }

    static boolean inPlaces(Asked asked, Judged judged) {
        Stream<String> words = Stream.of(
                        Stream.of(asked.method()), asked.meant().stream(), prompt(judged), trade(judged))
                .flatMap(each -> each);
        return words.anyMatch(Replaced::in) || isLong(judged);
    }

    /** The mark stands for a secret, and for what nobody but the caller chose the length of; no request has it. */
    static boolean in(String text) {
        return text.contains(SecretText.MARK);
    }

    private static Stream<String> prompt(Judged judged) {
        return judged.prompt().stream()
                .map(Judged.Prompt::facts)
                .flatMap(facts -> Stream.concat(facts.model().stream(), facts.unpriced().stream()));
    }

    private static Stream<String> trade(Judged judged) {
        return judged.trade().stream()
                .flatMap(trade -> Stream.of(
                                trade.query(),
                                trade.contentType(),
                                Optional.of(trade.body()),
                                trade.price().flatMap(price -> price))
                        .flatMap(Optional::stream));
    }

    /** Of a list that was cut the number, which a reason may tell, is not known. */
    private static boolean isLong(Judged judged) {
        return judged.prompt().stream()
                .map(Judged.Prompt::facts)
                .anyMatch(facts ->
                        Math.max(facts.secrets().size(), facts.unpriced().size()) >= TextLimit.ITEMS);
    }
}
