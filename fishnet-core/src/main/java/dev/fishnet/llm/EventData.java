package dev.fishnet.llm;

/** The data of one event. */
final class EventData {
    private static final String DONE = "[DONE]";
    private static final byte[] LINE_FEED = {'\n'};

    private final AnswerFacts facts = new AnswerFacts();
    private final StringBuilder start = new StringBuilder();
    private int lines;
    private int offset = -1;
    private boolean lost;
    private boolean tooLong;

    /** Begins anew with another event. */
    void reset() {
        facts.reset();
        start.setLength(0);
        lines = 0;
        offset = -1;
        lost = false;
        tooLong = false;
    }

    /**
     * Takes the next bytes.
     *
     * @param first the offset in the event of the first of them
     */
    void take(byte[] bytes, int from, int to, int first) {
        if (offset < 0) {
            offset = first;
        }
        for (int i = from; i < to && start.length() <= DONE.length(); i++) {
            start.append((char) (bytes[i] & 0xff));
        }
        feed(bytes, from, to);
    }

    /** Lines of data are joined by line feeds. */
    void nextLine() {
        lines++;
        if (lines > 1) {
            feed(LINE_FEED, 0, LINE_FEED.length);
        }
    }

    /** The event is too long to be held. */
    void giveUp() {
        tooLong = true;
    }

    /** The event is whole. */
    void finish(AnswerTotal total) {
        if (tooLong) {
            total.doubt();
        } else if (isDone()) {
            total.done();
        } else if (start.length() > 0) {
            read(total);
        }
    }

    /** Whether the event is there for the usage only, which the API says by a list without choices. */
    boolean isUsageAlone() {
        return isRead() && facts.is(AnswerPlace.USAGE, "{") && facts.is(AnswerPlace.CHOICES, "[");
    }

    /** Copies an event, {@code "usage":null} left out. */
    void withoutNullUsage(HeldBytes event, HeldBytes out) {
        if (!isRead() || lines != 1 || facts.nullUsageFrom() < 0) {
            out.add(event);
            return;
        }
        int from = offset + facts.nullUsageFrom();
        int to = offset + facts.nullUsageTo();
        if (facts.nullUsageFirst()) {
            from++;
            to += event.at(to) == ',' ? 1 : 0;
        }
        out.add(event, 0, from);
        out.add(event, to, event.size());
    }

    private boolean isRead() {
        return !tooLong && !lost && facts.whole();
    }

    private boolean isDone() {
        return start.indexOf(DONE) >= 0 && start.toString().strip().equals(DONE);
    }

    private void feed(byte[] bytes, int from, int to) {
        if (lost) {
            return;
        }
        try {
            facts.feed(bytes, from, to);
        } catch (AmbiguousBodyException e) {
            lost = true;
        }
    }

    private void read(AnswerTotal total) {
        try {
            if (lost) {
                throw new AmbiguousBodyException("is no JSON object");
            }
            facts.finish();
            total.event(facts);
        } catch (AmbiguousBodyException e) {
            total.doubt();
        }
    }
}
