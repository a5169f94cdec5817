package dev.fishnet.proxy.record;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.Judged;
import dev.fishnet.llm.BodyEdit;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request, gathered as it is judged, for the entries that tell of it. Confined to one event loop.
 */
public final class CaseFile {
    private final OptionalLong uid;
    private final long began = System.nanoTime();
    private final List<RuleId> rules = new ArrayList<>(3);
    private String method = "";
    private String target = "";
    private @Nullable AgentName agent;
    private @Nullable UpstreamName upstream;
    private @Nullable String meant;
    private @Nullable String policy;
    private Optional<Duration> delay = Optional.empty();
    private @Nullable PromptFacts facts;
    private Optional<String> baseline = Optional.empty();
    private Judged.@Nullable Trade trade;
    private Judged.@Nullable Money money;
    private @Nullable String hash;

    /** A request that begins now, on a connection of that account's. */
    public CaseFile(OptionalLong uid) {
        this.uid = uid;
    }

    /** Its head could be read. */
    public void asks(String method, String path) {
        this.method = method;
        this.target = path;
    }

    /** Somebody is known to ask it. */
    public void by(AgentName name) {
        agent = name;
    }

    /** It is for that upstream, and this is its path there. */
    public void routed(UpstreamName name, String path) {
        upstream = name;
        target = path;
    }

    /** From here on it is judged by that policy, and what the rate limit says comes first. */
    public void judged(String policyId, Optional<Duration> wait) {
        policy = policyId;
        delay = wait;
    }

    /** It is judged once more, by a policy that has come into force meanwhile. */
    public void judgedAgain(String policyId) {
        policy = policyId;
    }

    /** It is judged by another method too. */
    public void meant(String other) {
        meant = other;
    }

    /** A rule allows it. */
    public void allowed(RuleId rule) {
        rules.add(rule);
    }

    /** Its body has been read, and is held to that baseline. */
    public void prompt(PromptFacts read, Optional<String> digest) {
        facts = read;
        baseline = digest;
    }

    /** It is judged as an order, or what else may be asked of Binance. */
    public void trade(Judged.Trade asked) {
        trade = asked;
    }

    /** Binance was asked for the price of what is to be sold. */
    public void price(Optional<String> answer) {
        if (trade != null) {
            Optional<String> said = answer.map(Discretion::text);
            trade = new Judged.Trade(trade.query(), trade.contentType(), trade.body(), Optional.of(said));
        }
    }

    /** Money was to be held for it. */
    public void money(SpendClaim claim, ReservationOutcome outcome) {
        money = Discretion.money(claim, outcome);
    }

    /** The hash over all of it, once its body is there. */
    public void hashed(String sha256) {
        hash = sha256;
    }

    /** Edits that take the secrets out of its body; empty when it was not read as a prompt. */
    Optional<List<BodyEdit>> redaction() {
        return Optional.ofNullable(facts).map(PromptFacts::redaction);
    }

    boolean isTrade() {
        return trade != null;
    }

    OptionalLong uid() {
        return uid;
    }

    /** How long ago it began. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Who asks for what. */
    Asked asked() {
        return new Asked(
                uid,
                Optional.ofNullable(agent),
                Optional.ofNullable(upstream),
                Discretion.method(method),
                Discretion.path(target),
                Optional.ofNullable(meant).map(Discretion::method),
                Optional.ofNullable(hash));
    }

    /** What it was judged by; empty when it has not come to that. */
    Optional<Judged> judged() {
        return Optional.ofNullable(policy)
                .map(id -> new Judged(
                        id,
                        delay,
                        rules,
                        Optional.ofNullable(facts).map(read -> new Judged.Prompt(Discretion.facts(read), baseline)),
                        Optional.ofNullable(trade),
                        Optional.ofNullable(money)));
    }
}
