package dev.fishnet.proxy;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes answers to an agent; told the method, because an answer to HEAD has a length and no body. */
final class AnswerEncoder extends HttpResponseEncoder {
    private boolean head;

    void answering(HttpMethod method) {
        head = method.equals(HttpMethod.HEAD);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse msg) {
        return head || super.isContentAlwaysEmpty(msg);
    }
}
