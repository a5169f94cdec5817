package dev.fishnet.proxy;

import dev.fishnet.llm.AnswerMeter;
import dev.fishnet.proxy.money.Tab;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.Optional;

/**
 * Leave to send a request.
 *
 * @param tab the money held for it; empty when it costs nothing
 * @param sending as what
 * @param asked whether one of them asks for usage that the agent did not ask for
 */
record Clearance(Optional<Tab> tab, Sending sending, boolean asked) {
    /** For what costs nothing and goes as it came. */
    static final Clearance FREE = new Clearance(Optional.empty(), PassedOn.UNCHANGED, false);

    /** Counts what the request's answer says it took; only an answer that costs is counted. */
    Optional<AnswerMeter> meter(Call call, HttpResponse head) {
        if (!call.hasPrompt() || tab.isEmpty() || head.status().codeClass() != HttpStatusClass.SUCCESS) {
            return Optional.empty();
        }
        return Optional.of(AnswerMeter.of(call.api(), AnswerFields.isEventStream(head.headers()), asked));
    }

    /** Nothing was sent, or nothing more is known of what it cost. */
    void close() {
        close(Optional.empty());
    }

    /** What the request was settled for; empty when nothing was held for it, or that stays held. */
    Optional<MicroUsd> close(Optional<Usage> usage) {
        return tab.flatMap(open -> open.close(usage));
    }
}
