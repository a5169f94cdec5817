package dev.fishnet.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/** Who has sent a request over a link, and hears what becomes of it. */
interface Asker {
    /** The request has gone. */
    void sent();

    /** The head of the final answer has come. */
    void answered(HttpResponse head);

    /** A piece of the answer's body has come, and is taken over. */
    void data(ByteBuf bytes);

    /** What there is to read for now has been read. */
    void flush();

    /** The answer is whole; the link may carry another exchange once this has returned. */
    void ended();

    /** There will be no whole answer. */
    void failed(Refusal why);
}
