package dev.fishnet.cli.lab.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One request: what it says, what becomes of it on either side, and what it truly costs. */
final class Shot {
    /** A word that is not at the top of a body may get a blank on each side where it is shown to a model. */
    private static final int BLANKS = 2;

    private static final int OF_THE_FRAME = 16;

    private final int id;
    private final String agent;
    private final Card card;
    private final Api api;
    private final boolean streamed;
    private final String prompt;
    private final int limit;
    private final int answers;
    private final long input;
    private final long output;
    private final boolean asksForUsage;
    private final AtomicInteger arrivals = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch clientLeft = new CountDownLatch(1);
    private volatile Books.@Nullable Entry entry;

    Shot(int id, String agent, Card card, Random random) {
        this.id = id;
        this.agent = agent;
        this.card = card;
        this.api = apiFor(card, random);
        this.streamed = api.generates() && (card.deed() == Deed.CUTS_AFTER_HALF_OF_THE_USAGE || random.nextBoolean());
        this.asksForUsage = random.nextInt(3) == 0;
        this.prompt = "storm " + id + " " + filler(card.trait(), random);
        this.limit = card.trait() == Trait.SMALL ? 1 : 16 + random.nextInt(300);
        this.answers = card.trait() == Trait.SEVERAL_ANSWERS ? 3 : 1;
        // A token is a byte at least; every fifth prompt is all such tokens.
        int most = Math.min(prompt.getBytes(UTF_8).length + OF_THE_FRAME, Prices.CONTEXT);
        this.input = card.trait() == Trait.SMALL || random.nextInt(5) == 0 ? most : 1 + random.nextInt(most);
        this.output = api.generates() ? outputOf(random) : 0;
    }

    /** One that is not counted anywhere. */
    static Shot small() {
        return new Shot(Integer.MAX_VALUE, "a", Card.SMALL, new Random(1));
    }

    private static Api apiFor(Card card, Random random) {
        if (card.deed() == Deed.CUTS_AFTER_HALF_OF_THE_USAGE) {
            return Api.MESSAGES;
        }
        return switch (card.trait()) {
            case SEVERAL_ANSWERS -> Api.CHAT;
            case UNLIMITED -> random.nextBoolean() ? Api.CHAT : Api.RESPONSES;
            case SMALL -> Api.MESSAGES;
            case ORDINARY, HUGE, UNKNOWN_MODEL -> Api.values()[random.nextInt(Api.values().length)];
        };
    }

    private static String filler(Trait trait, Random random) {
        int length = switch (trait) {
            case SMALL -> 300;
            case HUGE -> 1000 + random.nextInt(3 * Prices.CONTEXT);
            default -> random.nextInt(1000);
        };
        return random.ints(length, 0, 40)
                .mapToObj("abcdefghijklmnopqrstuvwxyz ,.0123456789é€"::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** Every fifth answer is as long as it may be. */
    private long outputOf(Random random) {
        int most = answers * longestAnswer();
        return random.nextInt(5) == 0 ? most : random.nextInt(most + 1);
    }

    private int longestAnswer() {
        return isLimited() ? limit : Prices.LONGEST_ANSWER;
    }

    private boolean isLimited() {
        return card.trait() != Trait.UNLIMITED;
    }

    /** As the client sends it. */
    String body() {
        StringBuilder body = new StringBuilder("{\"model\":\"")
                .append(card.trait() == Trait.UNKNOWN_MODEL ? Prices.UNKNOWN : Prices.MODEL)
                .append(
                        api == Api.CHAT || api == Api.MESSAGES
                                ? "\",\"messages\":[{\"role\":\"user\",\"content\":\""
                                : "\",\"input\":\"")
                .append(prompt)
                .append(api == Api.CHAT || api == Api.MESSAGES ? "\"}]" : "\"");
        if (api.generates() && isLimited()) {
            body.append(",\"").append(api.limit()).append("\":").append(limit);
        }
        if (answers > 1) {
            body.append(",\"n\":").append(answers);
        }
        if (streamed) {
            body.append(",\"stream\":true");
        }
        if (hasWordWithin()) {
            body.append(",\"stream_options\":{\"include_usage\":true}");
        }
        return body.append('}').toString();
    }

    private boolean hasWordWithin() {
        return streamed && api == Api.CHAT && asksForUsage;
    }

    /** More than the request can cost: every byte of its body a token, or the longest prompt that the model takes. */
    long atMost() {
        long length = body().getBytes(UTF_8).length + (hasWordWithin() ? BLANKS : 0);
        long tokens = Math.min(length + Prices.FRAME, Prices.CONTEXT);
        return Prices.of(tokens, api.generates() ? (long) answers * longestAnswer() : 0);
    }

    long cost() {
        return Prices.of(input, output);
    }

    int id() {
        return id;
    }

    String agent() {
        return agent;
    }

    Card card() {
        return card;
    }

    Api api() {
        return api;
    }

    boolean streamed() {
        return streamed;
    }

    /** Whether its answer may show the agent what it took. */
    boolean mayShowUsage() {
        return asksForUsage || !streamed || api != Api.CHAT;
    }

    long input() {
        return input;
    }

    long output() {
        return output;
    }

    void enters(Books.Entry books) {
        entry = books;
    }

    /** What the books said before it was sent. */
    Books.Entry entry() {
        return Objects.requireNonNull(entry);
    }

    /** The upstream has it whole. Returns how often. */
    int arrives() {
        arrived.countDown();
        return arrivals.incrementAndGet();
    }

    boolean hasArrived() {
        return arrived.getCount() == 0;
    }

    boolean awaitArrival() throws InterruptedException {
        return arrived.await(1, TimeUnit.SECONDS);
    }

    void clientLeaves() {
        clientLeft.countDown();
    }

    /** Waits a moment for that, for a client that leaves at some point. */
    void awaitLeaving() throws InterruptedException {
        clientLeft.await(500, TimeUnit.MILLISECONDS);
    }
}
