package dev.fishnet.proxy;

import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;

/** A request whose body is still arriving. */
final class Reading {
    private final HttpRequest head;
    private final Verdict verdict;
    private final RequestBody body;
    private final Duration stall;
    private final long end;

    Reading(HttpRequest head, Verdict verdict, RequestBody body, GatewayLimits.Times times, long now) {
        this.head = head;
        this.verdict = verdict;
        this.body = body;
        this.stall = times.bodyStall();
        this.end = now + times.body().toNanos();
    }

    HttpRequest head() {
        return head;
    }

    Verdict verdict() {
        return verdict;
    }

    RequestBody body() {
        return body;
    }

    /** Until the next piece must have come: what comes a byte at a time must be whole in time all the same. */
    Duration timeLeft() {
        long left = end - System.nanoTime();
        return left < stall.toNanos() ? Duration.ofNanos(Math.max(0, left)) : stall;
    }
}
