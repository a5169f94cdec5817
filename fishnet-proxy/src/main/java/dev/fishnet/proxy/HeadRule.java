package dev.fishnet.proxy;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** One thing that the head of every request must satisfy. */
@FunctionalInterface
interface HeadRule {
    /**
     * Looks at one request.
     *
     * @param port the one the request came to
     * @return why the request goes no further, or null when it keeps the rule
     */
    @Nullable
    Refusal broken(HttpRequest head, int port);
}
