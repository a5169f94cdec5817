package dev.fishnet.spend;

/** What caps count at a moment: for an agent and for all of them, in that moment's day and month. */
public record Standing(Sum agentDay, Sum agentMonth, Sum totalDay, Sum totalMonth) {
    /** Money that is spent, and money that may have been. */
    public record Sum(MicroUsd settled, MicroUsd held) {
        public MicroUsd used() {
            return settled.plus(held);
        }
    }
}
