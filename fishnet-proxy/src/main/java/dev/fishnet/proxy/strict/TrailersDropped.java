package dev.fishnet.proxy.strict;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/**
 * The fields behind a body, which are read as strictly as others and then forgotten, because nobody may ask for them:
 * what has none needs no table of its own for them. Never changes, so that one serves all messages.
 */
final class TrailersDropped extends EmptyHttpHeaders implements HttpHeadersFactory {
    static final TrailersDropped ALL = new TrailersDropped();

    private TrailersDropped() {}

    /** @throws IllegalArgumentException when that is not a field, or not one that may stand there */
    @Override
    @SuppressWarnings("CheckReturnValue") // what is added to is only to look at what is added
    public HttpHeaders add(String name, Object value) {
        DefaultHttpHeadersFactory.trailersFactory().newHeaders().add(name, value);
        return this;
    }

    @Override
    public HttpHeaders newHeaders() {
        return this;
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
        return this;
    }
}
