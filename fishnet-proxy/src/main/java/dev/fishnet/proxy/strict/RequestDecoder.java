package dev.fishnet.proxy.strict;

import dev.fishnet.proxy.strict.MalformedHttpException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Netty's request decoder at its strictest, and what it lets through besides: folded lines, odd blanks and versions in
 * the request line, anything before it, trailers (RFC 9112, sections 2.2, 3, 5.2 and 7.1.2).
 *
 * <p>It stops after each whole request until {@link #proceed}, so that pipelined requests are dealt with one at a time,
 * and for good after one that it refused: its decoder result then carries the reason.
 */
public final class RequestDecoder extends HttpRequestDecoder {
    private static final byte[] VERSION = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);

    private enum Place {
        BEFORE,
        HEAD,
        BODY,
        WAITING,
        DISCARDING
    }

    private Place place = Place.BEFORE;
    private boolean folded;
    private int wordEnd;

    public RequestDecoder(int targetBytes, int headBytes) {
        super(config(targetBytes, headBytes));
    }

    /** The limits, and the strict settings spelt out, because system properties can turn their defaults off. */
    public static HttpDecoderConfig config(int lineBytes, int headBytes) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(lineBytes)
                .setMaxHeaderSize(headBytes)
                .setMaxChunkSize(64 * 1024)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false)
                .setTrailersFactory(TrailersDropped.ALL);
    }

    /** Whether bytes of a request have arrived that is not whole yet. */
    public boolean midRequest() {
        return place == Place.HEAD || place == Place.BODY || actualReadableBytes() > 0;
    }

    /** Bytes of later requests that wait here. */
    public int waitingBytes() {
        return actualReadableBytes();
    }

    /** Reads the next request, if it has come already once the caller has returned. */
    public void proceed(ChannelHandlerContext ctx) {
        place = Place.BEFORE;
        if (actualReadableBytes() > 0) {
            ctx.executor().execute(() -> decodeWaiting(ctx));
        }
    }

    private void decodeWaiting(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            channelReadComplete(ctx);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }

    /** Reads nothing any more: what still arrives is thrown away. */
    public void discard() {
        place = Place.DISCARDING;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        switch (place) {
            case WAITING -> {}
            case DISCARDING -> in.skipBytes(in.readableBytes());
            case BEFORE -> begin(ctx, in, out);
            case HEAD -> readHead(ctx, in, out);
            case BODY -> readBody(ctx, in, out);
        }
    }

    /** Netty skips blanks and control characters in front of a request; here a request begins with its method. */
    private void begin(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int first = in.getByte(in.readerIndex()) | 0x20;
        if (first < 'a' || first > 'z') {
            place = Place.WAITING;
            out.add(refused("a request begins with its method"));
            return;
        }
        place = Place.HEAD;
        folded = false;
        readHead(ctx, in, out);
    }

    private void readHead(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int from = in.readerIndex();
        int before = out.size();
        super.decode(ctx, in, out);
        folded |= FoldedLines.in(in, from);
        if (out.size() > before) {
            headRead((HttpObject) out.get(before), (HttpObject) out.get(out.size() - 1));
        }
    }

    private void headRead(HttpObject head, HttpObject last) {
        if (folded && head.decoderResult().isSuccess()) {
            head.setDecoderResult(DecoderResult.failure(ambiguous("a header field's line is folded")));
        }
        boolean over = head.decoderResult().isFailure() || last instanceof LastHttpContent;
        place = over ? Place.WAITING : Place.BODY;
    }

    private void readBody(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decode(ctx, in, out);
        if (!out.isEmpty() && ended((HttpObject) out.get(out.size() - 1))) {
            place = Place.WAITING;
        }
    }

    private static boolean ended(HttpObject last) {
        return last instanceof LastHttpContent || last.decoderResult().isFailure();
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        wordEnd = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        wordEnd = start + length;
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireOneSpace(line, start);
        if (!Arrays.equals(line, start, start + length, VERSION, 0, VERSION.length)) {
            throw new MalformedHttpException(Kind.VERSION, "only HTTP/1.1 is spoken here");
        }
        return HttpVersion.HTTP_1_1.text();
    }

    private void requireOneSpace(byte[] line, int start) {
        if (start != wordEnd + 1 || line[start - 1] != HttpConstants.SP) {
            throw ambiguous("the parts of the request line are not apart by one space");
        }
    }

    /** Trailers are fields that come too late to be judged; Netty drops some of them without a word. */
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (place == Place.BODY) {
            throw ambiguous("trailers are not taken");
        }
        return super.splitHeaderName(line, start, length);
    }

    private static FullHttpRequest refused(String why) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        request.setDecoderResult(DecoderResult.failure(ambiguous(why)));
        return request;
    }

    private static MalformedHttpException ambiguous(String why) {
        return new MalformedHttpException(Kind.AMBIGUOUS, why);
    }
}
