package dev.fishnet.cli.lab.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The true books find what they are there to find. */
class CapTest {
    private final Cap cap = new Cap();

    @BeforeEach
    void begin() {
        cap.moves(100);
        cap.hasMoved();
    }

    @Test
    void whatIsChargedBeyondTheCapIsOverspent() {
        cap.charge(cap.enter(60), 60);
        assertEquals(0, cap.overspend());

        cap.charge(cap.enter(60), 43);

        assertEquals(3, cap.overspend());
    }

    @Test
    void aRequestThatBeganBeforeTheCapWasLoweredMayStillBeCharged() {
        Cap.Entry before = cap.enter(90);
        lowerTo(50);

        cap.charge(before, 90);

        assertEquals(0, cap.overspend());
    }

    @Test
    void oneThatBeganAfterwardsMayNot() {
        cap.charge(cap.enter(90), 90);
        lowerTo(50);

        cap.charge(cap.enter(5), 5);

        assertEquals(45, cap.overspend());
    }

    @Test
    void untilTheNewCapIsKnownToBeInForceTheOldOneCanBe() {
        cap.moves(50);

        cap.charge(cap.enter(90), 90);

        assertEquals(0, cap.overspend());
    }

    @Test
    void roomIsWhatNobodyElseCanNeed() {
        cap.enter(30);
        Cap.Entry refused = cap.enter(20);
        assertEquals(70, cap.roomSince(refused, 20));

        cap.enter(60);

        assertEquals(0, cap.roomSince(refused, 20), "the other one may have come first");
    }

    @Test
    void whatARequestHasCostInTheEndTakesTheRestOfItsRoomNoMore() {
        cap.enter(90);
        cap.leave(90, 10);

        assertEquals(90, cap.roomSince(cap.enter(20), 20));
        assertEquals(30, cap.countable());
    }

    @Test
    void roomUnderACapThatRisesIsNotCertain() {
        cap.enter(40);
        Cap.Entry refused = cap.enter(80);
        cap.moves(200);
        cap.hasMoved();

        assertEquals(0, cap.roomSince(refused, 80));
        assertEquals(80, cap.roomSince(cap.enter(80), 80));
    }

    private void lowerTo(long amount) {
        cap.moves(amount);
        cap.hasMoved();
    }
}
