package dev.fishnet.proxy.store;

import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.Spending;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A process that spends until it is killed: it prints the id of what is held, and then ends some of it. */
final class SpendingChild {
    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    static final long AT_MOST = 10;
    static final long COST = 4;
    static final MicroUsd CAP = new MicroUsd(4_000_000);

    private SpendingChild() {}

    public static void main(String[] arguments) throws Exception {
        SqliteBooks books = SqliteBooks.open(Path.of(arguments[0]), Durability.PROCESS);
        SpendHistory history = books.since(LocalDate.EPOCH);
        Spending spending = new Spending(history, books);
        System.out.println("ready");
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> spend(spending));
            thread.start();
        }
    }

    private static void spend(Spending spending) {
        SpendClaim claim = new SpendClaim(new AgentName("claude"), UpstreamName.OPENAI, "gpt-5", new MicroUsd(AT_MOST));
        Caps total = new Caps(Optional.of(CAP), Optional.empty());
        while (true) {
            if (spending.reserve(claim, Caps.NONE, total, NOW) instanceof ReservationOutcome.Held held) {
                spending.write(held.reservation(), NOW).toCompletableFuture().join();
                print(held.reservation().id());
                if (held.reservation().id() % 3 != 0) {
                    spending.settle(held.reservation(), new MicroUsd(COST), Usage.of(1, 1), NOW);
                }
            }
        }
    }

    private static synchronized void print(long id) {
        System.out.println(id);
        System.out.flush();
    }
}
