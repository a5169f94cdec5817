package dev.fishnet.proxy;

import dev.fishnet.binance.BinanceCredentials;
import dev.fishnet.binance.UnsignedRequest;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.vault.CredentialId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.time.InstantSource;

/** A request that is written anew and signed, with the time at which it is sent. */
record SignedSending(UnsignedRequest request, InstantSource clock) implements Sending {
    @Override
    public Keys.Lent borrow(Call call, Keys keys) throws UnusableKeyException, NoCredentialException {
        Keys.Lent key = held(keys, BinanceCredentials.KEY);
        try {
            Keys.Lent secret = held(keys, BinanceCredentials.SECRET);
            return new Keys.Lent(key.credential(), secret.secret(), key.ring().joined(secret.ring()));
        } catch (UnusableKeyException | NoCredentialException e) {
            key.ring().close();
            throw e;
        }
    }

    private static Keys.Lent held(Keys keys, CredentialId id) throws UnusableKeyException, NoCredentialException {
        Keys.Lent lent = keys.named(id);
        if (lent.secret().isEmpty()) {
            lent.ring().close();
            throw new NoCredentialException(UpstreamFaults.noCredential(id));
        }
        return lent;
    }

    @Override
    public OutboundRequest request(Call call, HttpRequest agent, Keys.Lent lent, ByteBuf body) {
        HttpMethod method = HttpMethod.valueOf(request.method());
        String target = request.signedTarget(
                lent.secret().orElseThrow(), clock.instant().toEpochMilli());
        return new OutboundRequest(
                method,
                call.upstream().base().getRawPath() + target,
                RequestFields.rewritten(agent.headers(), call.upstream(), method),
                call.upstream().credential(),
                lent.ring().current(),
                body);
    }

    @Override
    public ByteBuf body(ByteBuf whole) {
        whole.release();
        return Unpooled.EMPTY_BUFFER;
    }
}
