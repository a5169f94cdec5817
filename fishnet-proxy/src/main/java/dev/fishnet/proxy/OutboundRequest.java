package dev.fishnet.proxy;

import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.upstream.CredentialHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.util.Optional;

/** A request towards an upstream. The credential is not among its fields: the encoder adds it, as bytes. */
final class OutboundRequest extends DefaultByteBufHolder {
    private static final AsciiString VERSION = AsciiString.cached(" HTTP/1.1");

    private final HttpMethod method;
    private final String target;
    private final SentFields fields;
    private final CredentialHeader credential;
    private final Optional<HeldKey> key;

    /**
     * A request with its body.
     *
     * @param key borrowed until the head has been written; empty for a request that goes without
     * @param body taken over, and let go of when this throws
     * @throws IllegalArgumentException when the target would end the request line, or be more than one word of it
     */
    OutboundRequest(
            HttpMethod method,
            String target,
            SentFields fields,
            CredentialHeader credential,
            Optional<HeldKey> key,
            ByteBuf body) {
        super(body);
        if (!isOneWord(target)) {
            body.release();
            throw new IllegalArgumentException("not a target: it has other than visible ASCII characters");
        }
        this.method = method;
        this.target = target;
        this.fields = fields;
        this.credential = credential;
        this.key = key;
    }

    private static boolean isOneWord(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    HttpMethod method() {
        return method;
    }

    CredentialHeader credential() {
        return credential;
    }

    Optional<HeldKey> key() {
        return key;
    }

    /** The request line and the fields, without the credential and the empty line. */
    void writeTo(HeadText head) {
        head.add(method.asciiName()).add(' ').add(target).add(VERSION).lineEnd();
        fields.writeTo(head);
    }
}
