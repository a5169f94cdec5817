package dev.fishnet.proxy;

import dev.fishnet.proxy.key.UnusableKeyException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;

/** How a request that may be sent is put to its upstream. */
interface Sending {
    /** Borrows what it is sent with; the caller closes the ring. */
    Keys.Lent borrow(Call call, Keys keys) throws UnusableKeyException, NoCredentialException;

    /**
     * The request as it is sent, at the moment of sending.
     *
     * @param agent the agent's own
     * @param body that is sent, taken over
     */
    OutboundRequest request(Call call, HttpRequest agent, Keys.Lent lent, ByteBuf body);

    /** Takes the agent's body over and returns what is sent in its place. */
    ByteBuf body(ByteBuf whole);
}
