package dev.fishnet.proxy.record;

import dev.fishnet.audit.Judged;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.llm.SecretText;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a caller's words may stand in the log: no secrets, nothing long, and nothing that was not needed to judge the
 * request. Where something was left out there is a mark, so that nobody judges what is left.
 */
public final class Discretion {
    private static final int LONGEST_PATH = 1024;
    private static final int LONGEST_METHOD = 16;
    private static final int LONGEST_TYPE = 200;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_WORD = 80;

    /** A server may decode what was decoded before. */
    private static final int DECODED = 3;

    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Discretion() {}

    static String text(String text) {
        return SecretText.masked(text);
    }

    /** Nothing but letters: another text is no method, and could say anything. */
    static String method(String method) {
        if (method.length() > LONGEST_METHOD) {
            return SecretText.MARK;
        }
        for (int i = 0; i < method.length(); i++) {
            if (!isLetter(method.charAt(i))) {
                return SecretText.MARK;
            }
        }
        return method;
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    }

    /** Without secrets, also where they are written with escapes, and without the password of a whole URL. */
    static String path(String path) {
        if (!path.startsWith("/")) {
            return url(path);
        }
        return path.indexOf('%') >= 0 && hidesOne(path) ? "/" + SecretText.MARK : cut(text(path), LONGEST_PATH);
    }

    private static String url(String target) {
        int host = target.indexOf("//");
        int at = target.lastIndexOf('@');
        String shown = host >= 0 && at > host
                ? target.substring(0, host + 2) + SecretText.MARK + target.substring(at)
                : target;
        return shown.indexOf('%') >= 0 ? SecretText.MARK : cut(text(shown), LONGEST_PATH);
    }

    private static boolean hidesOne(String path) {
        String plain = path;
        for (int i = 0; i < DECODED && plain.indexOf('%') >= 0; i++) {
            String whole = NO_ESCAPE.matcher(plain).replaceAll("%25").replace("+", "%2B");
            plain = URLDecoder.decode(whole, StandardCharsets.ISO_8859_1);
        }
        return !text(plain).equals(plain);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + SecretText.MARK;
    }

    /** Without edits, and without names that no model and no part of an API has. */
    static PromptFacts facts(PromptFacts read) {
        Optional<String> model = read.model().map(name -> name(name, LONGEST_NAME));
        return read.unpriced().isEmpty() && model.equals(read.model()) ? read.withoutEdits() : facts(read, model);
    }

    private static PromptFacts facts(PromptFacts read, Optional<String> model) {
        return new PromptFacts(
                read.api(),
                model,
                read.streamed(),
                read.inputTokens(),
                read.outputTokens(),
                read.answers(),
                read.tier(),
                read.characters(),
                read.digest(),
                read.secrets(),
                read.unpriced().stream().map(word -> name(word, LONGEST_WORD)).toList(),
                List.of(),
                List.of());
    }

    /** A name has no blanks; a sentence in its place is somebody's prompt. */
    private static String name(String name, int longest) {
        if (name.length() > longest) {
            return SecretText.MARK;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
                return SecretText.MARK;
            }
        }
        return text(name);
    }

    static Judged.Money money(SpendClaim claim, ReservationOutcome outcome) {
        String what = name(claim.what(), LONGEST_NAME);
        if (what.equals(claim.what())) {
            return new Judged.Money(claim, outcome);
        }
        SpendClaim shown = new SpendClaim(claim.agent(), claim.upstream(), what, claim.atMost());
        return new Judged.Money(
                shown,
                outcome instanceof ReservationOutcome.Held held
                        ? new ReservationOutcome.Held(
                                new Reservation(
                                        held.reservation().id(),
                                        shown,
                                        held.reservation().day()),
                                held.percentUsed())
                        : outcome);
    }

    /**
     * A request to Binance, as far as its verdict hung on it.
     *
     * @param refused for what; empty when it was not, or not yet
     */
    public static Judged.Trade trade(
            Optional<String> query, Optional<String> contentType, String body, Optional<Decision.Denied> refused) {
        Optional<DenialCode> code = refused.map(Decision.Denied::code);
        if (code.filter(Discretion::isByPath).isPresent()) {
            return new Judged.Trade(Optional.empty(), Optional.empty(), "", Optional.empty());
        }
        boolean unread = code.filter(DenialCode.BODY_REFUSED::equals).isPresent();
        return new Judged.Trade(
                query.map(Discretion::text),
                contentType.map(type -> cut(text(type), LONGEST_TYPE)),
                unread ? SecretText.MARK : text(body),
                Optional.empty());
    }

    private static boolean isByPath(DenialCode code) {
        return code == DenialCode.BINANCE_ENDPOINT_REFUSED || code == DenialCode.BINANCE_WITHDRAWAL_REFUSED;
    }
}
