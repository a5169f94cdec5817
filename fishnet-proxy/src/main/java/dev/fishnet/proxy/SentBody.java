package dev.fishnet.proxy;

import dev.fishnet.llm.BodyEdit;
import dev.fishnet.llm.EditedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A body as it is sent: as it came, but for a few edits. What stays is not copied. */
final class SentBody {
    static final SentBody UNCHANGED = new SentBody(Optional.empty());

    private final Optional<EditedBody> edited;

    private SentBody(Optional<EditedBody> edited) {
        this.edited = edited;
    }

    /**
     * A body with edits.
     *
     * @param length of the body as it came
     * @throws IllegalArgumentException when two of them overlap, so that one would undo the other
     */
    static SentBody of(int length, List<BodyEdit> some, List<BodyEdit> others) {
        return some.isEmpty() && others.isEmpty()
                ? UNCHANGED
                : new SentBody(Optional.of(EditedBody.of(
                        length, Stream.concat(some.stream(), others.stream()).toList())));
    }

    /** Takes the body over and returns what is sent in its place. */
    ByteBuf in(ByteBuf whole) {
        return edited.map(edits -> edited(edits, whole)).orElse(whole);
    }

    private static ByteBuf edited(EditedBody edits, ByteBuf whole) {
        CompositeByteBuf sent = whole.alloc().compositeBuffer(2 * edits.pieces().size());
        for (EditedBody.Piece piece : edits.pieces()) {
            int kept = piece.to() - piece.from();
            sent.addComponent(true, whole.retainedSlice(whole.readerIndex() + piece.from(), kept));
            sent.addComponent(true, ByteBufUtil.writeUtf8(whole.alloc(), piece.then()));
        }
        whole.release();
        return sent;
    }
}
