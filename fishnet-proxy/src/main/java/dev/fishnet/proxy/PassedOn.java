package dev.fishnet.proxy;

import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.upstream.UpstreamName;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;

/** A request that goes as the agent wrote it, but for its credential and the edits of its body. */
record PassedOn(SentBody edited) implements Sending {
    static final PassedOn UNCHANGED = new PassedOn(SentBody.UNCHANGED);

    @Override
    public Keys.Lent borrow(Call call, Keys keys) throws UnusableKeyException, NoCredentialException {
        UpstreamName upstream = call.upstream().name();
        Keys.Lent lent = keys.keyFor(upstream);
        if (lent.secret().isEmpty()) {
            lent.ring().close();
            throw new NoCredentialException(UpstreamFaults.noCredential(upstream));
        }
        return lent;
    }

    @Override
    public OutboundRequest request(Call call, HttpRequest agent, Keys.Lent lent, ByteBuf body) {
        return new OutboundRequest(
                agent.method(),
                call.target(),
                RequestFields.from(agent.headers(), call.upstream(), body.readableBytes()),
                call.upstream().credential(),
                lent.ring().current(),
                body);
    }

    @Override
    public ByteBuf body(ByteBuf whole) {
        return edited.in(whole);
    }
}
