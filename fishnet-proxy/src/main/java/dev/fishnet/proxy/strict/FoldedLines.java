package dev.fishnet.proxy.strict;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpConstants;

/** Field lines that continue the one before them (RFC 9112, section 5.2): obsolete, and not read alike by all. */
public final class FoldedLines {
    private FoldedLines() {}

    /** Whether a line begins with a blank among those just read; Netty has joined it with its predecessor by now. */
    public static boolean in(ByteBuf read, int from) {
        int end = read.readerIndex();
        int line = from;
        while (line < end) {
            byte first = read.getByte(line);
            if (first == HttpConstants.SP || first == HttpConstants.HT) {
                return true;
            }
            int feed = read.indexOf(line, end, HttpConstants.LF);
            line = feed < 0 ? end : feed + 1;
        }
        return false;
    }
}
