package dev.fishnet.proxy;

import dev.fishnet.proxy.strict.RequestDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answering side of an agent's connection. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: a write that fails also closes the channel, which is seen
final class AgentReply {
    private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSED = "{\"status\":\"unavailable\"}".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final SocketChannel channel;
    private final RequestDecoder decoder;
    private final AnswerEncoder encoder;
    private final Deadline deadline;
    private final Flushes flushes;
    private final Duration stall;
    private final Runnable nextRequest;
    private ErrorShape shape = ErrorShape.OPENAI;
    private boolean lastOne;
    private boolean ending;
    private @Nullable HttpResponse head;
    private ByteBuf first = Unpooled.EMPTY_BUFFER;

    /**
     * @param deadline the connection's
     * @param nextRequest called when an answer has been written and another request may follow
     */
    AgentReply(
            SocketChannel channel,
            RequestDecoder decoder,
            AnswerEncoder encoder,
            Deadline deadline,
            Flushes flushes,
            Duration stall,
            Runnable nextRequest) {
        this.channel = channel;
        this.decoder = decoder;
        this.encoder = encoder;
        this.deadline = deadline;
        this.flushes = flushes;
        this.stall = stall;
        this.nextRequest = nextRequest;
    }

    /** The answers that follow are to this request. */
    void answering(HttpMethod method, ErrorShape errors) {
        encoder.answering(method);
        shape = errors;
    }

    /** No request is taken after the present one. */
    void lastOne() {
        lastOne = true;
    }

    ByteBufAllocator allocator() {
        return channel.alloc();
    }

    boolean writable() {
        return channel.isWritable();
    }

    void goOn() {
        channel.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    void health(boolean serves) {
        byte[] body = serves ? HEALTHY : CLOSED;
        HttpResponseStatus status = serves ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        whole(response);
    }

    void refuse(Refusal refusal) {
        whole(refusal.response(shape));
    }

    private void whole(FullHttpResponse response) {
        markLast(response.headers());
        write(response);
    }

    /**
     * Begins an answer, which goes out with the next flush or its end. The upstream's own reason phrase is not passed
     * on: it says nothing that the number does not say.
     */
    void begin(int status, HttpHeaders fields, boolean hasBody) {
        if (hasBody && !fields.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        markLast(fields);
        head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), fields);
    }

    private void markLast(HttpHeaders fields) {
        if (lastOne) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    /**
     * Passes a piece of the body on, with the next flush.
     *
     * @param bytes taken over
     */
    void body(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            bytes.release();
        } else if (head != null && !first.isReadable()) {
            first = bytes;
        } else {
            writeBegun();
            channel.write(new DefaultHttpContent(bytes));
        }
    }

    void flush() {
        writeBegun();
        channel.flush();
    }

    /** What waits for the rest of the answer does so no longer. */
    private void writeBegun() {
        if (head != null) {
            channel.write(head);
            head = null;
        }
        if (first.isReadable()) {
            channel.write(new DefaultHttpContent(first));
            first = Unpooled.EMPTY_BUFFER;
        }
    }

    /** The agent has gone: what waits is not written any more. */
    void close() {
        head = null;
        first.release();
        first = Unpooled.EMPTY_BUFFER;
    }

    /**
     * Ends the answer.
     *
     * @param rest of the body, taken over
     */
    void end(ByteBuf rest) {
        if (head != null && !(first.isReadable() && rest.isReadable())) {
            write(whole(head, rest));
            return;
        }
        writeBegun();
        write(rest.isReadable() ? new DefaultLastHttpContent(rest) : LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** A short answer is one message, and goes out in one piece. */
    private FullHttpResponse whole(HttpResponse begun, ByteBuf rest) {
        ByteBuf body = first.isReadable() ? first : rest;
        ByteBuf empty = first.isReadable() ? rest : first;
        empty.release();
        head = null;
        first = Unpooled.EMPTY_BUFFER;
        return new DefaultFullHttpResponse(
                begun.protocolVersion(), begun.status(), body, begun.headers(), EmptyHttpHeaders.INSTANCE);
    }

    /** What has been answered does not wait for the turn's end: the agent may have said that it says no more. */
    void hasRead() {
        if (ending) {
            channel.flush();
        }
    }

    private void write(HttpObject last) {
        ending = true;
        deadline.within(stall);
        flushes.atTurnsEnd(channel);
        channel.write(last).addListener(written -> {
            ending = false;
            if (!written.isSuccess()) {
                channel.close();
            } else if (lastOne) {
                linger();
            } else {
                nextRequest.run();
            }
        });
    }

    /** Ends an answer that is not whole, so that it cannot be taken for one: what has been written goes out first. */
    void cut() {
        writeBegun();
        deadline.within(LINGER);
        channel.pipeline().firstContext().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closing with unread bytes would reset the connection, and the answer with it: the agent closes first. */
    private void linger() {
        decoder.discard();
        channel.config().setAutoRead(true);
        deadline.within(LINGER);
        channel.shutdownOutput();
    }
}
