package dev.fishnet.proxy;

import dev.fishnet.llm.AmbiguousBodyException;
import dev.fishnet.llm.BodyEdit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A body as it is sent: as it came, but for a few edits. What stays is not copied. */
final class EditedBody {
    static final EditedBody NONE = new EditedBody(List.of());

    private final List<BodyEdit> edits;

    private EditedBody(List<BodyEdit> edits) {
        this.edits = edits;
    }

    /** @throws AmbiguousBodyException when two edits touch the same bytes, so that one would undo the other */
    static EditedBody of(List<BodyEdit> some, List<BodyEdit> others) throws AmbiguousBodyException {
        List<BodyEdit> all = Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingInt(BodyEdit::from))
                .toList();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).from() < all.get(i - 1).to()) {
                throw new AmbiguousBodyException("has parts that would have to be changed in two ways");
            }
        }
        return new EditedBody(all);
    }

    /** Takes the body over and returns what is sent in its place. */
    ByteBuf of(ByteBuf whole) {
        if (edits.isEmpty()) {
            return whole;
        }
        CompositeByteBuf edited = whole.alloc().compositeBuffer(2 * edits.size() + 1);
        int from = whole.readerIndex();
        int kept = 0;
        for (BodyEdit edit : edits) {
            edited.addComponent(true, whole.retainedSlice(from + kept, edit.from() - kept));
            edited.addComponent(true, utf8(edit.with()));
            kept = edit.to();
        }
        edited.addComponent(true, whole.retainedSlice(from + kept, whole.readableBytes() - kept));
        whole.release();
        return edited;
    }

    private static ByteBuf utf8(String text) {
        return text.isEmpty() ? Unpooled.EMPTY_BUFFER : ByteBufUtil.writeUtf8(ByteBufAllocator.DEFAULT, text);
    }
}
