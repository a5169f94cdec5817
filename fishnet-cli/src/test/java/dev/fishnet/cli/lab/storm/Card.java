package dev.fishnet.cli.lab.storm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens to one request, on all sides of it. */
record Card(Trait trait, Manner manner, Deed deed) {
    static final Card SMALL = new Card(Trait.SMALL, Manner.WAITS, Deed.ANSWERS);

    /** Every kind of ending in one deck, shuffled, so that each happens in proportion and none is left out. */
    static List<Card> deck(Random random) {
        List<Card> deck = new ArrayList<>();
        add(deck, 40, Trait.ORDINARY, Manner.WAITS, Deed.ANSWERS);
        for (Deed deed : Deed.values()) {
            add(deck, 3, Trait.ORDINARY, Manner.WAITS, deed);
        }
        for (Manner manner : Manner.values()) {
            add(deck, 3, Trait.ORDINARY, manner, Deed.ANSWERS);
        }
        add(deck, 1, Trait.ORDINARY, Manner.LEAVES_BEFORE_THE_ANSWER, Deed.HANGS);
        add(deck, 1, Trait.ORDINARY, Manner.LEAVES_DURING_THE_ANSWER, Deed.HANGS_MIDWAY);
        add(deck, 1, Trait.ORDINARY, Manner.HALF_CLOSES, Deed.CUTS_MIDWAY);
        add(deck, 3, Trait.UNLIMITED, Manner.WAITS, Deed.ANSWERS);
        add(deck, 3, Trait.SEVERAL_ANSWERS, Manner.WAITS, Deed.ANSWERS);
        add(deck, 1, Trait.HUGE, Manner.WAITS, Deed.ANSWERS);
        add(deck, 4, Trait.UNKNOWN_MODEL, Manner.WAITS, Deed.ANSWERS);
        add(deck, 4, Trait.SMALL, Manner.WAITS, Deed.ANSWERS);
        Collections.shuffle(deck, random);
        return deck;
    }

    private static void add(List<Card> deck, int times, Trait trait, Manner manner, Deed deed) {
        deck.addAll(Collections.nCopies(times, new Card(trait, manner, deed)));
    }
}
