package dev.fishnet.proxy.answer;

import io.netty.buffer.ByteBuf;

/** The head of a gzip member (RFC 1952, section 2.3), taken byte by byte as it comes. */
final class GzipHead {
    private static final int[] MAGIC = {0x1f, 0x8b, 8};
    private static final int FIXED = 10;
    private static final int MOST = 64 * 1024;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int UNKNOWN = 0xe0;

    private int seen;
    private int flags;
    private int extra = -1;
    private int lowExtra = -1;
    private int checksum = CHECKSUM;

    /** Reads as far as the head goes; true once it has ended. */
    boolean read(ByteBuf in) throws UnreadableAnswerException {
        while (!over() && in.isReadable()) {
            take(in.readUnsignedByte());
        }
        return over();
    }

    private boolean over() {
        return seen >= FIXED && flags == 0;
    }

    private void take(int octet) throws UnreadableAnswerException {
        if (seen < FIXED) {
            fixed(octet);
        } else if ((flags & EXTRA) != 0) {
            extra(octet);
        } else if ((flags & (NAME | COMMENT)) != 0) {
            text(octet);
        } else if (--checksum == 0) {
            flags = 0;
        }
        if (++seen > MOST) {
            throw new UnreadableAnswerException("the head of the gzip data does not end");
        }
    }

    private void fixed(int octet) throws UnreadableAnswerException {
        if (seen < MAGIC.length && octet != MAGIC[seen]) {
            throw new UnreadableAnswerException("not gzip data");
        }
        if (seen == MAGIC.length) {
            if ((octet & UNKNOWN) != 0) {
                throw new UnreadableAnswerException("gzip data of an unknown kind");
            }
            flags = octet & (CHECKSUM | EXTRA | NAME | COMMENT);
        }
    }

    private void extra(int octet) {
        if (lowExtra < 0) {
            lowExtra = octet;
        } else if (extra < 0) {
            extra = octet << 8 | lowExtra;
        } else {
            extra--;
        }
        if (extra == 0) {
            flags &= ~EXTRA;
        }
    }

    /** A name ends with a zero, and so does the comment after it. */
    private void text(int octet) {
        if (octet == 0) {
            flags &= (flags & NAME) != 0 ? ~NAME : ~COMMENT;
        }
    }
}
