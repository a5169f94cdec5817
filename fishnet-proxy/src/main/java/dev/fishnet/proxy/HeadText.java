package dev.fishnet.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * The head of a message that is being written, as bytes on the heap, where each of its many short parts costs least to
 * add; its length is known before a buffer for it is chosen. One for each thread. A key never stands in it.
 */
final class HeadText {
    /** In bytes. A body that is no longer goes with the head, in one buffer: copying it costs less than writing two. */
    static final int MOST_JOINED = 4 * 1024;

    private static final int USUAL = 2 * 1024;

    /** What a longer head has needed is not kept for the others. */
    private static final int MOST_KEPT = 16 * 1024;

    private static final FastThreadLocal<HeadText> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected HeadText initialValue() {
            return new HeadText();
        }
    };

    private byte[] bytes = new byte[USUAL];
    private int length;

    private HeadText() {}

    /** An empty one, good until the thread asks for the next. */
    static HeadText begun() {
        HeadText text = OF_THREAD.get();
        text.length = 0;
        if (text.bytes.length > MOST_KEPT) {
            text.bytes = new byte[USUAL];
        }
        return text;
    }

    int length() {
        return length;
    }

    HeadText add(CharSequence text) {
        int count = text.length();
        makeRoom(count);
        if (text instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, length, count);
        } else {
            copy(text.toString(), bytes, length);
        }
        length += count;
        return this;
    }

    /** Characters that are no bytes become question marks, as with Netty's encoders: none can become a line's end. */
    private static void copy(String text, byte[] target, int at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            target[at + i] = (byte) (c > 0xff ? '?' : c);
        }
    }

    HeadText add(char mark) {
        makeRoom(1);
        bytes[length++] = (byte) mark;
        return this;
    }

    HeadText field(CharSequence name, CharSequence value) {
        return add(name).add(':').add(' ').add(value).lineEnd();
    }

    HeadText fields(HttpHeaders fields) {
        Iterator<Map.Entry<CharSequence, CharSequence>> all = fields.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            field(field.getKey(), field.getValue());
        }
        return this;
    }

    HeadText lineEnd() {
        return add('\r').add('\n');
    }

    private void makeRoom(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
    }

    void writeTo(ByteBuf buffer) {
        buffer.writeBytes(bytes, 0, length);
    }
}
