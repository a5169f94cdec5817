package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a checkpoint is handed out. */
class DeliveryTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    /** A clock of this kind may show anything. */
    private static final long BEGIN = Long.MAX_VALUE - MINUTE;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Long> got = new ArrayList<>();
    private boolean broken;
    private final Delivery delivery =
            new Delivery(this::take, Duration.ofHours(1), new Complaint(LoggedRun.terminal(said)), BEGIN);

    private void take(Signed checkpoint) throws FishnetException {
        if (broken) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "nobody is there");
        }
        got.add(checkpoint.size());
    }

    @Test
    void theFirstIsHandedOutAtOnceAndTheNextWhenItsTimeHasCome() {
        turn(1, 0);
        turn(2, 1);
        turn(3, 59);
        turn(4, 60);

        assertEquals(List.of(1L, 4L), got);
    }

    @Test
    void aLogThatHasNotGrownIsNotHandedOutAgain() {
        turn(1, 0);
        turn(1, 60);
        delivery.turn(checkpoint(1), BEGIN, true);

        assertEquals(List.of(1L), got);
    }

    @Test
    void whatFailsIsTriedAgainInAMinuteAndToldOfOnce() {
        broken = true;
        turn(1, 0);
        delivery.turn(checkpoint(1), BEGIN + MINUTE - 1, false);
        turn(1, 1);
        broken = false;
        turn(2, 2);

        assertEquals(List.of(2L), got);
        assertEquals("[fishnet] the checkpoint is not handed out: nobody is there\n", said());
    }

    @Test
    void theLastOneWaitsForNothing() {
        turn(1, 0);
        delivery.turn(checkpoint(2), BEGIN, true);

        assertEquals(List.of(1L, 2L), got);
    }

    private void turn(long size, long minute) {
        delivery.turn(checkpoint(size), BEGIN + minute * MINUTE, false);
    }

    private static Signed checkpoint(long size) {
        return new Signed(size, "note");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
