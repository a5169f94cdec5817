package dev.fishnet.proxy;

import dev.fishnet.llm.AmbiguousBodyException;
import dev.fishnet.llm.BodyEdit;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.GuardMode;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.upstream.UpstreamName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * A request's way from its whole body to leave to be sent: what it asks is read, judged, and its money held. Confined
 * to one event loop, but for the reading of large bodies; it ends once, with the sequel or by being called off.
 */
final class Trial implements Hearing {
    /** Reading takes some milliseconds for a megabyte. */
    static final int READ_AT_ONCE = 256 * 1024;

    private final Call call;
    private final RequestBody body;
    private final Court court;
    private final EventLoop loop;
    private final Sequel sequel;
    private boolean over;

    Trial(Call call, RequestBody body, Court court, EventLoop loop, Sequel sequel) {
        this.call = call;
        this.body = body;
        this.court = court;
        this.loop = loop;
        this.sequel = sequel;
    }

    @Override
    public void begin() {
        if (!call.hasPrompt()) {
            allowed(Clearance.FREE);
        } else if (body.length() <= READ_AT_ONCE) {
            read(body.whole()).run();
        } else {
            readElsewhere(body.whole());
        }
    }

    @Override
    public void callOff() {
        over = true;
    }

    private void readElsewhere(ByteBuf whole) {
        try {
            court.readers().execute(() -> loop.execute(read(whole)));
        } catch (RejectedExecutionException busy) {
            whole.release();
            refused(RequestFaults.noRoomForBody());
        }
    }

    /** What to do next, on the event loop. The body stays unread for whoever sends it. */
    private Runnable read(ByteBuf whole) {
        try (ByteBufInputStream in = new ByteBufInputStream(whole.duplicate(), true)) {
            PromptFacts facts = call.rules().reader().read(call.api(), in, whole.readableBytes());
            return () -> guarded(() -> judge(facts));
        } catch (AmbiguousBodyException e) {
            return () -> refused(Refusal.of(DenialCode.BODY_REFUSED, "The body " + e.getMessage() + "."));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return () -> broken(e);
        }
    }

    private void judge(PromptFacts facts) {
        Optional<String> baseline = court.baselines().of(head());
        call.file().prompt(facts, baseline);
        Decision decision = court.heard(head(), call.rules().engine().byPrompt(head(), facts, baseline));
        switch (court.allowedBy(call, decision)) {
            case Decision.Denied denied -> refused(new Refusal(denied));
            case Decision.Allowed allowed -> cleared(facts, allowed);
        }
    }

    private void cleared(PromptFacts facts, Decision.Allowed allowed) {
        List<BodyEdit> redaction = allowed.redact() ? facts.redaction() : List.of();
        SentBody sent = SentBody.of(body.length(), facts.accounting(), redaction);
        if (call.api().costs()) {
            held(facts, new Cashier(call, court).hold(facts, sent));
        } else {
            finished(facts, new Clearance(Optional.empty(), new PassedOn(sent), false));
        }
    }

    private void held(PromptFacts facts, Cashier.Outcome outcome) {
        switch (outcome) {
            case Cashier.Outcome.Refused refused -> refused(refused.why());
            case Cashier.Outcome.Held held -> finished(facts, held.clearance());
        }
    }

    /** A first prompt may have become the baseline meanwhile, and this one is held to it then. */
    private void finished(PromptFacts facts, Clearance clearance) {
        if (over) {
            clearance.close();
            return;
        }
        try {
            Optional<Decision.Denied> drifted = drifted(facts);
            if (drifted.isEmpty()) {
                allowed(clearance);
            } else {
                clearance.close();
                refused(new Refusal(drifted.get()));
            }
        } catch (RuntimeException e) {
            clearance.close();
            broken(e);
        }
    }

    private Optional<Decision.Denied> drifted(PromptFacts facts) {
        boolean watched =
                call.api().costs() && call.rules().policy().llm().drift().mode() != GuardMode.IGNORE;
        if (!watched || facts.digest().isEmpty() || court.baselines().of(head()).isPresent()) {
            return Optional.empty();
        }
        String digest = facts.digest().get();
        String baseline = court.baselines().adopt(head(), digest);
        return baseline.equals(digest) ? Optional.empty() : heldTo(baseline, facts);
    }

    private Optional<Decision.Denied> heldTo(String baseline, PromptFacts facts) {
        call.file().prompt(facts, Optional.of(baseline));
        return Optional.of(court.heard(head(), call.rules().engine().byPrompt(head(), facts, Optional.of(baseline))))
                .filter(Decision.Denied.class::isInstance)
                .map(Decision.Denied.class::cast);
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    /** A fault of ours refuses: what could not be judged is not sent. */
    private void broken(Throwable fault) {
        court.failures().failed(UpstreamName.OWN, "judge", fault.getClass().getName());
        refused(Refusal.of(DenialCode.BODY_REFUSED, "The gateway could not judge the body."));
    }

    private void allowed(Clearance clearance) {
        if (!over) {
            over = true;
            sequel.allowed(clearance);
        }
    }

    private void refused(Refusal why) {
        if (!over) {
            over = true;
            sequel.refused(why);
        }
    }

    private RequestHead head() {
        return call.head();
    }
}
