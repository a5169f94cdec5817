package dev.fishnet.proxy.answer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses one answer as it comes. What grows more than a hundredfold, once there is a megabyte of it, or beyond a
 * bound for the whole is no answer but an attack on whoever reads it.
 */
final class Inflation implements AutoCloseable {
    static final long MOST = 256L << 20;
    private static final long UNSUSPICIOUS = 1 << 20;
    private static final long RATIO = 100;
    private static final int TRAILER = 8;

    private final ByteBufAllocator allocator;
    private final GzipHead head = new GzipHead();
    private final boolean gzip;
    private final Inflater inflater;
    private final CRC32 sum = new CRC32();
    private final ByteBuf trailer;
    private long in;
    private long out;

    Inflation(Coding coding, ByteBufAllocator allocator) {
        this.allocator = allocator;
        this.gzip = coding == Coding.GZIP;
        this.inflater = new Inflater(gzip);
        this.trailer = gzip ? Unpooled.buffer(TRAILER, TRAILER) : Unpooled.EMPTY_BUFFER;
    }

    /** Takes the next compressed bytes over and returns what they give, perhaps nothing. */
    ByteBuf pass(ByteBuf chunk) throws UnreadableAnswerException {
        ByteBuf plain = Unpooled.EMPTY_BUFFER;
        try {
            in += chunk.readableBytes();
            plain = gzip && !head.read(chunk) ? plain : inflated(chunk);
            ended(chunk);
            return plain;
        } catch (UnreadableAnswerException e) {
            plain.release();
            throw e;
        } finally {
            chunk.release();
        }
    }

    private ByteBuf inflated(ByteBuf chunk) throws UnreadableAnswerException {
        if (!chunk.isReadable() || inflater.finished()) {
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuffer compressed = chunk.nioBuffer();
        inflater.setInput(compressed);
        ByteBuf plain = allocator.directBuffer(4 * chunk.readableBytes());
        try {
            fill(plain);
            chunk.skipBytes(chunk.readableBytes() - inflater.getRemaining());
            return plain;
        } catch (DataFormatException e) {
            plain.release();
            throw new UnreadableAnswerException("the compressed data is broken");
        } catch (UnreadableAnswerException e) {
            plain.release();
            throw e;
        }
    }

    private void fill(ByteBuf plain) throws DataFormatException, UnreadableAnswerException {
        while (true) {
            plain.ensureWritable(4096);
            ByteBuffer room = plain.nioBuffer(plain.writerIndex(), plain.writableBytes());
            int made = inflater.inflate(room);
            if (made == 0 || inflater.needsDictionary()) {
                break;
            }
            count(made);
            sum.update(room.flip());
            plain.writerIndex(plain.writerIndex() + made);
        }
        if (inflater.needsDictionary()) {
            throw new UnreadableAnswerException("the compressed data needs a dictionary");
        }
    }

    private void count(int made) throws UnreadableAnswerException {
        out += made;
        if (out > MOST || (out > UNSUSPICIOUS && out / RATIO > in)) {
            throw new UnreadableAnswerException("the compressed data grows beyond measure");
        }
    }

    private void ended(ByteBuf chunk) throws UnreadableAnswerException {
        if (!inflater.finished()) {
            return;
        }
        trailer.writeBytes(chunk, Math.min(chunk.readableBytes(), trailer.writableBytes()));
        if (chunk.isReadable()) {
            throw new UnreadableAnswerException("something follows the compressed data");
        }
    }

    /** The answer has ended: so must the compressed data. */
    void finish() throws UnreadableAnswerException {
        boolean whole = inflater.finished() && !trailer.isWritable();
        if (!whole || (gzip && !checked())) {
            throw new UnreadableAnswerException("the compressed data is not whole");
        }
    }

    private boolean checked() {
        return trailer.getUnsignedIntLE(0) == sum.getValue() && trailer.getUnsignedIntLE(4) == (out & 0xffff_ffffL);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
