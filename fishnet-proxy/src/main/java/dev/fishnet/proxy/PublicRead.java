package dev.fishnet.proxy;

import dev.fishnet.binance.BinanceCredentials;
import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/**
 * Market data of Binance: asked for without a key, which need not be there. Where it is, the answer is searched for it
 * as any other.
 *
 * @param target below the upstream's base
 */
record PublicRead(String target) implements Sending {
    @Override
    public Keys.Lent borrow(Call call, Keys keys) throws UnusableKeyException {
        KeyRing key = keys.named(BinanceCredentials.KEY).ring();
        try {
            KeyRing secret = keys.named(BinanceCredentials.SECRET).ring();
            return new Keys.Lent(Optional.empty(), Optional.empty(), key.joined(secret));
        } catch (UnusableKeyException e) {
            key.close();
            throw e;
        }
    }

    @Override
    public OutboundRequest request(Call call, HttpRequest agent, Keys.Lent lent, ByteBuf body) {
        return new OutboundRequest(
                HttpMethod.GET,
                call.upstream().base().getRawPath() + target,
                RequestFields.rewritten(agent.headers(), call.upstream(), HttpMethod.GET),
                call.upstream().credential(),
                Optional.empty(),
                body);
    }

    @Override
    public ByteBuf body(ByteBuf whole) {
        whole.release();
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public String toString() {
        return "PublicRead";
    }
}
