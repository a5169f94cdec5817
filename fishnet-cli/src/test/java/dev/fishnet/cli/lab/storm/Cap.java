package dev.fishnet.cli.lab.storm;

import java.util.ArrayList;
import java.util.List;

/**
 * The truth about one cap: how it moved, what the upstreams have charged, and what the gateway may count at most. The
 * gateway is not asked for any of it. Amounts are micro-dollars, times are {@link System#nanoTime()}.
 */
final class Cap {
    private final List<Move> moves = new ArrayList<>();
    private long highest;
    private long charged;
    private long countable;
    private long begun;
    private long overspend;
    private long roomNotGiven;

    /** A value the cap has had, until the gateway could not hold it any more; which at first is in a century. */
    private record Move(long amount, long until) {
        boolean inForceSince(long time) {
            return until - time >= 0;
        }
    }

    /**
     * The cap's sums when a request was about to be sent.
     *
     * @param begun what all requests so far could cost at most, taken together
     */
    record Entry(long time, long charged, long countable, long begun) {}

    /** To be called before the gateway can see the new value. */
    synchronized void moves(long amount) {
        moves.add(new Move(amount, System.nanoTime() + Long.MAX_VALUE / 2));
        highest = Math.max(highest, amount);
    }

    /** To be called when the gateway is known to hold the last value. */
    synchronized void hasMoved() {
        Move last = moves.removeLast();
        long now = System.nanoTime();
        moves.replaceAll(move -> new Move(move.amount, now + Math.min(move.until - now, 0)));
        moves.add(last);
    }

    /** A request is about to be sent that can cost this much. */
    synchronized Entry enter(long atMost) {
        Entry entry = new Entry(System.nanoTime(), charged, countable, begun);
        countable += atMost;
        begun += atMost;
        return entry;
    }

    /** The request will not be counted with what it could have cost, but with this. */
    synchronized void leave(long atMost, long cost) {
        countable += cost - atMost;
    }

    /**
     * An upstream takes money. The sum must not exceed the highest value the cap has had; and what had been charged
     * when the request began, with this request, not the highest value since: that holds a cap that has been lowered
     * too.
     */
    synchronized void charge(Entry entry, long cost) {
        charged += cost;
        overspend = Math.max(overspend, charged - highest);
        long sinceThen = moves.stream()
                .filter(move -> move.inForceSince(entry.time))
                .mapToLong(Move::amount)
                .max()
                .orElseThrow();
        overspend = Math.max(overspend, entry.charged + cost - sinceThen);
    }

    /**
     * How much room there was for certain, at every moment between the entry of a request that was refused and now; 0
     * when it may have been too little for the request.
     */
    synchronized long roomSince(Entry entry, long atMost) {
        long lowest = moves.stream()
                .filter(move -> move.inForceSince(entry.time))
                .mapToLong(Move::amount)
                .min()
                .orElseThrow();
        long room = lowest - entry.countable - (begun - entry.begun - atMost);
        return room >= atMost ? room : 0;
    }

    synchronized void refusedWith(long room) {
        roomNotGiven = Math.max(roomNotGiven, room);
    }

    synchronized long now() {
        return moves.getLast().amount;
    }

    synchronized long charged() {
        return charged;
    }

    /** What may be counted: what ended requests cost, and for the others what they could cost. */
    synchronized long countable() {
        return countable;
    }

    synchronized long overspend() {
        return overspend;
    }

    synchronized long roomNotGiven() {
        return roomNotGiven;
    }

    @Override
    public synchronized String toString() {
        return "cap %d, charged %d, countable %d, overspend %d, room not given %d"
                .formatted(now(), charged, countable, overspend, roomNotGiven);
    }
}
