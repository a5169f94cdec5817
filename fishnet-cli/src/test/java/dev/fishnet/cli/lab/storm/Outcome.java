package dev.fishnet.cli.lab.storm;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole answer, as the client got it. */
record Outcome(Storm storm, Shot shot, int status, String body) {
    static final String OVER_BUDGET = "budget_exceeded";
    static final String UNPRICED = "model_unpriced";

    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");

    /** What the gateway may say of an upstream that fails, or of itself when it is full. */
    private static final Set<String> TROUBLE = Set.of(
            "upstream_timeout", "upstream_unreachable", "upstream_malformed", "too_many_connections", "buffers_full");

    /** Enters it into the true books; returns the code of a refusal by the gateway, or an empty text. */
    String settle() {
        Matcher code = CODE.matcher(body);
        if (code.find()) {
            refused(code.group(1));
            return code.group(1);
        }
        storm.tally().count("ending: status " + status);
        if (status == 200) {
            answered();
        } else if (shot.card().deed() != Deed.SAYS_500) {
            storm.books().leave(shot, 0);
        }
        return "";
    }

    private void answered() {
        if (shot.card().deed().tells()) {
            storm.books().leave(shot, shot.cost());
        }
        if (!shot.mayShowUsage() && body.contains("prompt_tokens")) {
            storm.fault("an agent that had not asked for the usage was shown it");
        }
        if (!shot.card().deed().isWhole()) {
            storm.fault("an answer was made whole that the upstream had cut: " + shot.card());
        }
    }

    private void refused(String code) {
        storm.tally().count("ending: " + code);
        boolean unknown = shot.card().trait() == Trait.UNKNOWN_MODEL;
        if (unknown != code.equals(UNPRICED) || !(unknown || code.equals(OVER_BUDGET) || TROUBLE.contains(code))) {
            storm.fault(shot.card() + " was refused with " + code);
        }
        if (code.equals(OVER_BUDGET)) {
            storm.books().refused(shot);
        }
        if (status < 500) {
            storm.books().leave(shot, 0);
            if (shot.hasArrived()) {
                storm.fault("refused, and sent all the same: " + shot.card());
            }
        }
    }
}
