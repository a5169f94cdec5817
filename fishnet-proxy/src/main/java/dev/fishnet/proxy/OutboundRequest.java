package dev.fishnet.proxy;

import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.upstream.CredentialHeader;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/** A request towards an upstream. The credential is not among its fields: the encoder adds it, as bytes. */
final class OutboundRequest extends DefaultFullHttpRequest {
    private final CredentialHeader credential;
    private final Optional<HeldKey> key;

    /**
     * A request with its body.
     *
     * @param key borrowed until the head has been written; empty for a request that goes without
     * @param body taken over
     */
    OutboundRequest(
            HttpMethod method,
            String target,
            HttpHeaders fields,
            CredentialHeader credential,
            Optional<HeldKey> key,
            ByteBuf body) {
        super(HttpVersion.HTTP_1_1, method, target, body, fields, EmptyHttpHeaders.INSTANCE);
        this.credential = credential;
        this.key = key;
    }

    CredentialHeader credential() {
        return credential;
    }

    Optional<HeldKey> key() {
        return key;
    }
}
