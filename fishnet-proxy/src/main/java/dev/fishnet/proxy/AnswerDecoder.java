package dev.fishnet.proxy;

import dev.fishnet.proxy.strict.FoldedLines;
import dev.fishnet.proxy.strict.RequestDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Reads an upstream's answers; told the method, because an answer to HEAD has a length and no body. What comes while no
 * answer is expected is not read at all: the connection is closed and no longer {@link #clean}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: closing needs no answer
final class AnswerDecoder extends HttpResponseDecoder {
    private boolean head;
    private boolean expecting;
    private boolean spoilt;
    private boolean inHead = true;
    private boolean folded;

    AnswerDecoder(GatewayLimits.Sizes sizes) {
        super(RequestDecoder.config(sizes.line(), sizes.head()));
    }

    void expectAnswerTo(HttpMethod method) {
        expecting = true;
        head = method.equals(HttpMethod.HEAD);
    }

    void expectNothing() {
        expecting = false;
    }

    /** Nothing has been received that is not part of an answer; otherwise it would begin the next one. */
    boolean clean() {
        return !spoilt && actualReadableBytes() == 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        if (expecting) {
            super.channelRead(ctx, bytes);
        } else {
            spoilt = true;
            ReferenceCountUtil.release(bytes);
            ctx.close();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int from = in.readerIndex();
        int before = out.size();
        super.decode(ctx, in, out);
        folded |= inHead && FoldedLines.in(in, from);
        if (out.size() > before) {
            passed((HttpObject) out.get(before), (HttpObject) out.get(out.size() - 1));
        }
    }

    private void passed(HttpObject first, HttpObject last) {
        if (folded && first.decoderResult().isSuccess()) {
            first.setDecoderResult(DecoderResult.failure(new DecoderException("a header field's line is folded")));
        }
        folded = false;
        inHead = last instanceof LastHttpContent;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage msg) {
        return head || super.isContentAlwaysEmpty(msg);
    }
}
