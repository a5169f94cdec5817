package dev.fishnet.proxy;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Callers;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.policy.RateLimiter;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.proxy.money.Bell;
import dev.fishnet.proxy.money.Tab;
import dev.fishnet.proxy.record.Clerk;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** What requests are judged with, on all event loops: the policy and the callers of the moment, and what is counted. */
final class Court {
    private final GatewayPorts ports;
    private final FailureLog failures;
    private final Executor readers;
    private final LongSupplier nanos;
    private final RateLimiter rates = new RateLimiter();
    private final Baselines baselines;
    private final Bell bell;
    private final Tab.Books books;
    private final Clerk clerk;
    private volatile boolean booksBroken;
    private volatile Rulebook rules;
    private volatile Callers callers;

    Court(
            GatewayPorts ports,
            Rules start,
            AuditSettings audit,
            FailureLog failures,
            Executor readers,
            LongSupplier nanos)
            throws FishnetException {
        this.ports = ports;
        this.rules = new Rulebook(start.policy());
        this.callers = start.callers();
        this.failures = failures;
        this.readers = readers;
        this.nanos = nanos;
        this.bell = new Bell(ports.alerts(), ports.clock());
        this.books = new Tab.Books(ports.spending(), ports.clock(), bell);
        this.clerk = new Clerk(ports.log(), ports.clock(), audit, this::unwritten);
        this.baselines = new Baselines(ports.baselines(), ports.clock());
        baselines.refresh();
    }

    /** What is in force when the gateway starts. */
    record Rules(Policy policy, Callers callers) {}

    void use(Policy policy) {
        rules = new Rulebook(policy);
    }

    void use(Callers known) {
        callers = known;
    }

    /** For a request from its head to its end, whatever comes into force meanwhile. */
    Rulebook rules() {
        return rules;
    }

    Caller identify(OptionalLong uid, Optional<String> token) {
        return callers.identify(uid, token);
    }

    /** By the head. A request that is refused has taken its place in the rate all the same. */
    Decision byHead(Call call) {
        RequestHead head = call.head();
        PolicyEngine engine = call.rules().engine();
        Optional<Duration> wait = engine.rateLimit(head.agent(), head.upstream())
                .flatMap(limit -> rates.take(head.agent(), head.upstream(), limit, nanos.getAsLong()));
        call.file().judged(call.rules().policy().id(), wait);
        return allowedBy(call, heard(head, engine.byHead(head, wait)));
    }

    /** The same decision, once it is noted which rule allowed the request, if one has. */
    Decision allowedBy(Call call, Decision decision) {
        if (decision instanceof Decision.Allowed allowed) {
            call.file().allowed(allowed.rule());
        }
        return decision;
    }

    /** The same decision, once the operator has been told what there is to tell. */
    <D extends Decision> D heard(RequestHead head, D decision) {
        bell.ring(head, decision.concerns());
        return decision;
    }

    Clerk clerk() {
        return clerk;
    }

    /** Whether requests are served as far as log and books go. */
    boolean healthy() {
        return clerk.servesUnwritten() || !(clerk.broken() || booksBroken);
    }

    /** What became of the last line that was to be written. */
    void booksWritten(boolean done) {
        if (booksBroken == done) {
            booksBroken = !done;
        }
    }

    /** Requests are refused, or go on unseen: somebody has to hear of it, in whichever way still works. */
    void unwritten(Throwable failure) {
        failures.failed(UpstreamName.OWN, "log_unavailable", String.valueOf(failure.getMessage()));
        bell.ring(
                UpstreamName.OWN.value(),
                new Concern(AlertKind.LOG_UNAVAILABLE, "the log or the books cannot be written"));
    }

    Baselines baselines() {
        return baselines;
    }

    GatewayPorts ports() {
        return ports;
    }

    ReservationOutcome reserve(SpendClaim claim, Caps agent, Caps total) {
        return ports.spending().reserve(claim, agent, total, ports.clock().instant());
    }

    Tab.Books books() {
        return books;
    }

    /** Threads for bodies that take long to read. */
    Executor readers() {
        return readers;
    }

    FailureLog failures() {
        return failures;
    }

    Reception reception() {
        return new Reception(ports.peers(), failures);
    }
}
