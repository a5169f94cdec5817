package dev.fishnet.audit.replay;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RateLimit;
import dev.fishnet.policy.RequestHead;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether requests were allowed and refused as policy has it. */
final class DecisionCheck {
    /** What only policy says. It says others too, but so does whoever reads the request. */
    private static final Set<DenialCode> OF_POLICY = EnumSet.of(
            DenialCode.UPSTREAM_NOT_ALLOWED,
            DenialCode.RATE_LIMIT_EXCEEDED,
            DenialCode.ENDPOINT_NOT_ALLOWED,
            DenialCode.ENDPOINT_BLOCKED,
            DenialCode.MODEL_MISSING,
            DenialCode.MODEL_NOT_ALLOWED,
            DenialCode.MODEL_UNPRICED,
            DenialCode.FEATURE_UNPRICED,
            DenialCode.PROMPT_DRIFT,
            DenialCode.PROMPT_TOO_LARGE,
            DenialCode.PROMPT_SECRET,
            DenialCode.BUDGET_EXCEEDED,
            DenialCode.BINANCE_ENDPOINT_REFUSED,
            DenialCode.BINANCE_WITHDRAWAL_REFUSED,
            DenialCode.BINANCE_ORDER_REFUSED,
            DenialCode.BINANCE_ORDER_TOO_LARGE,
            DenialCode.BINANCE_VOLUME_EXCEEDED);

    /** The least number of characters of a reason that was cut. */
    private static final int CUT = 600;

    private final Findings findings;
    private final PastPolicies policies;
    private final CapCheck caps;
    private final boolean whole;

    /** @param whole whether the log is there from its first entry on */
    DecisionCheck(Findings findings, PastPolicies policies, CapCheck caps, boolean whole) {
        this.findings = findings;
        this.policies = policies;
        this.caps = caps;
        this.whole = whole;
    }

    void check(AuditEntry.Intent intent) {
        credential(intent);
        switch (again(intent.asked(), intent.judged(), intent.at(), true)) {
            case Verdict.Unknown unknown -> findings.undecided(unknown.why());
            case Verdict.Refused refused -> {
                findings.decided();
                findings.differs("decision", "allowed", refused.code().id() + ": " + refused.reason());
            }
            case Verdict.Passed passed -> {
                findings.decided();
                passed.lacks()
                        .ifPresentOrElse(
                                missing -> findings.differs("decision", "allowed", "not allowed without " + missing),
                                () -> findings.compare("rules", intent.judged().rules(), passed.rules()));
            }
        }
    }

    /** A key goes to its own upstream and to no other. */
    private void credential(AuditEntry.Intent intent) {
        intent.credential()
                .ifPresent(credential -> intent.asked()
                        .upstream()
                        .ifPresent(upstream ->
                                findings.compare("credential", credential.id().upstream(), upstream)));
    }

    void check(AuditEntry.Denied denied) {
        if (denied.judged().isPresent()) {
            judged(denied, denied.judged().get());
        } else if (OF_POLICY.contains(denied.code())) {
            findings.differs("decision", denied.code().id(), "nothing: the log does not say what it was judged by");
        } else {
            findings.other(denied.code().id());
        }
    }

    private void judged(AuditEntry.Denied denied, Judged judged) {
        if (Replaced.in(denied.reason())) {
            findings.doubt("requests of which something was replaced");
        }
        switch (again(denied.asked(), judged, denied.at(), false)) {
            case Verdict.Unknown unknown -> findings.undecided(unknown.why());
            case Verdict.Refused refused -> {
                findings.decided();
                findings.compare("code", denied.code().id(), refused.code().id());
                if (refused.code() != DenialCode.CALLER_UNKNOWN && !isThat(denied.reason(), refused.reason())) {
                    findings.differs("reason", denied.reason(), refused.reason());
                }
            }
            case Verdict.Passed passed -> passed(denied);
        }
    }

    private void passed(AuditEntry.Denied denied) {
        if (OF_POLICY.contains(denied.code())) {
            findings.decided();
            findings.differs("decision", denied.code().id(), "no refusal");
        } else {
            findings.other(denied.code().id());
        }
    }

    private Verdict again(Asked asked, Judged judged, Instant at, boolean allowed) {
        Optional<Rules> rules = policies.of(judged.policy());
        if (rules.isEmpty()) {
            return unknown(judged.policy());
        }
        if (asked.agent().isEmpty() || asked.upstream().isEmpty()) {
            return new Verdict.Unknown("requests of which the log has no agent or no upstream");
        }
        if (Replaced.inPath(asked)) {
            return new Verdict.Unknown("paths in which something was replaced");
        }
        if (Replaced.inPlaces(asked, judged)) {
            findings.doubt("requests of which something was replaced");
        }
        RequestHead head = new RequestHead(asked.agent().get(), asked.upstream().get(), asked.method(), asked.path());
        judged.delay().ifPresent(delay -> delay(delay, rules.get().engine().rateLimit(head.agent(), head.upstream())));
        judged.money().ifPresent(money -> caps.check(money, policies.near(rules.get(), at), at, allowed));
        return new Retrial(rules.get(), head, asked, judged, findings).verdict();
    }

    private Verdict unknown(String policy) {
        if (whole && !policies.isKnown(policy)) {
            findings.differs("policy", policy, "settings that the log has not told of before");
        }
        return new Verdict.Unknown("settings that are not in this part of the log, or cannot be read");
    }

    /** Whoever is refused waits for one place at most, which comes within its share of the window. */
    private void delay(Duration delay, Optional<RateLimit> limit) {
        long most = limit.map(each -> seconds(each.window().toNanos(), each.requests()))
                .orElse(0L);
        if (!delay.equals(Duration.ofSeconds(delay.toSeconds())) || delay.toSeconds() < 1 || delay.toSeconds() > most) {
            findings.differs("wait", delay, limit.isPresent() ? "1 to " + most + " seconds" : "no limit");
        }
    }

    private static long seconds(long windowNanos, int requests) {
        return Math.ceilDiv(
                Math.ceilDiv(windowNanos, requests), Duration.ofSeconds(1).toNanos());
    }

    private static boolean isThat(String logged, String again) {
        return logged.equals(again) || (logged.length() > CUT && again.startsWith(logged));
    }
}
