package dev.fishnet.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request body as it is read whole. Bytes are copied into pieces of one size, so that a body sent in tiny chunks
 * takes no more memory than another, and each piece is counted against the budget before it is made.
 */
final class RequestBody implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final ByteBufAllocator allocator;
    private final BufferBudget budget;
    private final int most;
    private final List<ByteBuf> pieces = new ArrayList<>(1);
    private int length;
    private long taken;

    RequestBody(ByteBufAllocator allocator, BufferBudget budget, int most) {
        this.allocator = allocator;
        this.budget = budget;
        this.most = most;
    }

    /** Copies what is readable; the caller keeps the buffer. Returns why it is too much, or null. */
    @Nullable
    Refusal append(ByteBuf data) {
        if (data.readableBytes() > most - length) {
            return RequestFaults.bodyTooLarge(most);
        }
        length += data.readableBytes();
        while (data.isReadable()) {
            ByteBuf last = pieceWithRoom(data.readableBytes());
            if (last == null) {
                return RequestFaults.noRoomForBody();
            }
            last.writeBytes(data, Math.min(data.readableBytes(), last.writableBytes()));
        }
        return null;
    }

    private @Nullable ByteBuf pieceWithRoom(int wanted) {
        ByteBuf last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        return last != null && last.isWritable() ? last : newPiece(pieces.isEmpty() ? wanted : most - (int) taken);
    }

    /** The first piece fits what has come, because most bodies come at once; those after it fit what may come. */
    private @Nullable ByteBuf newPiece(int wanted) {
        int size = Math.min(PIECE, wanted);
        if (!budget.take(size)) {
            return null;
        }
        taken += size;
        ByteBuf piece = allocator.directBuffer(size, size);
        pieces.add(piece);
        return piece;
    }

    int length() {
        return length;
    }

    /** The bytes, for one reader that releases them; they are counted until {@link #close}. */
    ByteBuf whole() {
        if (pieces.size() < 2) {
            return pieces.isEmpty() ? Unpooled.EMPTY_BUFFER : pieces.get(0).retain();
        }
        CompositeByteBuf all = allocator.compositeDirectBuffer(pieces.size());
        pieces.forEach(piece -> all.addComponent(true, piece.retain()));
        return all;
    }

    /** A copy of its first bytes. */
    byte[] first(int most) {
        ByteBuf all = whole();
        try {
            return ByteBufUtil.getBytes(all, all.readerIndex(), Math.min(all.readableBytes(), most));
        } finally {
            all.release();
        }
    }

    @Override
    public void close() {
        pieces.forEach(ByteBuf::release);
        pieces.clear();
        budget.giveBack(taken);
        taken = 0;
    }
}
