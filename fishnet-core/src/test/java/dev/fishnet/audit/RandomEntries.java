package dev.fishnet.audit;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Tier;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Entries of every kind, always the same ones for a seed. */
final class RandomEntries {
    static final int KINDS = 11;

    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            " ",
            "/",
            "\"",
            "\\",
            "\n",
            "\u0000",
            "\u001f",
            "\u007f",
            "\u00e4",
            "\u0800",
            "\uffff",
            "\ud83d\udc1f",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\",\"intent\":7",
            "\\u0041",
            "null");

    private static final String LONG = "x".repeat(TextLimit.WHOLE);

    private final Random random;
    private final boolean full;
    private final boolean overlong;

    /** @param full whether everything optional is there */
    RandomEntries(long seed, boolean full) {
        this(seed, full, false);
    }

    private RandomEntries(long seed, boolean full, boolean overlong) {
        this.random = new Random(seed);
        this.full = full;
        this.overlong = overlong;
    }

    /** Everything is there, and every text and list is as long as an entry can be made with, or longer. */
    static RandomEntries overlong(long seed) {
        return new RandomEntries(seed, true, true);
    }

    AuditEntry next() {
        return next(random.nextInt(KINDS));
    }

    AuditEntry next(int kind) {
        Instant at = time();
        return switch (kind) {
            case 0 -> new AuditEntry.Opened(at, text(), text());
            case 1 -> new AuditEntry.PolicyInForce(at, hash().hex(), text(), hash().hex());
            case 2 -> new AuditEntry.Prices(at, hash().hex(), text());
            case 3 -> new AuditEntry.Intent(at, asked(), judged(), maybe(this::credential));
            case 4 -> new AuditEntry.Denied(at, asked(), maybe(this::judged), one(DenialCode.values()), text());
            case 5 -> new AuditEntry.DeniedMore(at, time(), asked(), one(DenialCode.values()), number());
            case 6 -> outcome(at);
            case 7 -> new AuditEntry.Prompt(at, number(), text(), number());
            case 8 -> new AuditEntry.Act(at, one(Action.values()), maybeLong(), text(), text());
            case 9 -> new AuditEntry.Permit(at, asked(), judged(), hash().hex());
            default -> new AuditEntry.Archived(at, number(), number(), hash(), text(), hash(), text(), text());
        };
    }

    private AuditEntry.Outcome outcome(Instant at) {
        return new AuditEntry.Outcome(
                at,
                number(),
                one(Ending.values()),
                maybe(() -> random.nextInt(600)).map(OptionalInt::of).orElse(OptionalInt.empty()),
                maybe(this::usage),
                maybe(this::money),
                maybe(() -> one(DenialCode.values())),
                Duration.ofNanos(number()));
    }

    private Asked asked() {
        return new Asked(
                maybeLong(),
                maybe(this::agent),
                maybe(this::upstream),
                text(),
                text(),
                maybe(this::text),
                maybe(() -> hash().hex()));
    }

    private Judged judged() {
        return new Judged(
                hash().hex(),
                maybe(() -> Duration.ofNanos(number())),
                list(() -> new RuleId("rule_" + random.nextInt(100))),
                maybe(() -> new Judged.Prompt(facts(), maybe(() -> hash().hex()))),
                maybe(() ->
                        new Judged.Trade(maybe(this::text), maybe(this::text), text(), maybe(() -> maybe(this::text)))),
                maybe(this::wish));
    }

    private PromptFacts facts() {
        return new PromptFacts(
                one(LlmApi.values()),
                maybe(this::text),
                random.nextBoolean(),
                maybeLong(),
                maybeLong(),
                random.nextInt(),
                one(Tier.values()),
                number(),
                maybe(() -> hash().hex()),
                list(this::text),
                list(this::text),
                List.of(),
                List.of());
    }

    private Judged.Money wish() {
        SpendClaim claim = new SpendClaim(agent(), upstream(), text(), money());
        return new Judged.Money(claim, random.nextBoolean() ? held(claim) : refused());
    }

    private ReservationOutcome held(SpendClaim claim) {
        LocalDate day = LocalDate.ofEpochDay(random.nextInt(2_900_000));
        return new ReservationOutcome.Held(new Reservation(number(), claim, day), random.nextInt(1000));
    }

    private ReservationOutcome refused() {
        return new ReservationOutcome.Refused(
                one(ReservationOutcome.Scope.values()), money(), money(), money(), time());
    }

    private Usage usage() {
        return new Usage(number(), number(), number(), number(), number(), one(Tier.values()));
    }

    private Credential credential() {
        CredentialId id = new CredentialId(upstream(), new CredentialName("key\"\\" + random.nextInt(100)));
        return new Credential(id, time(), 1 + random.nextInt(1000));
    }

    private AgentName agent() {
        return new AgentName("agent-" + random.nextInt(100));
    }

    private UpstreamName upstream() {
        return new UpstreamName("custom." + random.nextInt(100));
    }

    private MicroUsd money() {
        return new MicroUsd(number());
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong(253_402_300_800_000L));
    }

    private LogHash hash() {
        byte[] bytes = new byte[LogHash.BYTES];
        random.nextBytes(bytes);
        return LogHash.of(bytes);
    }

    /** Small ones and large ones. */
    private long number() {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    private String text() {
        if (overlong) {
            return LONG;
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> List<T> list(Supplier<T> item) {
        int count = overlong ? 2 * TextLimit.ITEMS : (full ? 1 : 0) + random.nextInt(3);
        return IntStream.range(0, count).mapToObj(i -> item.get()).toList();
    }

    private OptionalLong maybeLong() {
        return maybe(this::number).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return full || random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
