package dev.fishnet.llm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A body with its edits made: parts that are kept, each with what follows it.
 *
 * @param pieces in order
 * @param length in bytes
 */
public record EditedBody(List<Piece> pieces, long length) {
    /**
     * Kept bytes of the body as it came, and a text behind them.
     *
     * @param from the first byte's offset
     * @param to the offset behind the last
     */
    public record Piece(int from, int to, String then) {}

    public EditedBody {
        pieces = List.copyOf(pieces);
    }

    /**
     * Makes edits, in whatever order they come.
     *
     * @param length of the body as it came
     * @throws IllegalArgumentException when two of them overlap, or one leaves the body
     */
    public static EditedBody of(int length, List<BodyEdit> edits) {
        List<Piece> pieces = new ArrayList<>();
        int kept = 0;
        long total = length;
        for (BodyEdit edit :
                edits.stream().sorted(Comparator.comparingInt(BodyEdit::from)).toList()) {
            if (edit.from() < kept || edit.to() < edit.from() || edit.to() > length) {
                throw new IllegalArgumentException("edits overlap or leave the body");
            }
            pieces.add(new Piece(kept, edit.from(), edit.with()));
            total += edit.with().getBytes(StandardCharsets.UTF_8).length - (edit.to() - edit.from());
            kept = edit.to();
        }
        pieces.add(new Piece(kept, length, ""));
        return new EditedBody(pieces, total);
    }
}
