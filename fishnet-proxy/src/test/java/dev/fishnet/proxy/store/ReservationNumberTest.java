package dev.fishnet.proxy.store;

import static dev.fishnet.testkit.AuditStorePortContract.NOW;
import static dev.fishnet.testkit.AuditStorePortContract.OPENED;
import static dev.fishnet.testkit.AuditStorePortContract.act;
import static dev.fishnet.testkit.AuditStorePortContract.asked;
import static dev.fishnet.testkit.AuditStorePortContract.judged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Judged;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.Spending;
import dev.fishnet.testkit.SpendStorePortContract;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A number that the log says of one reservation is no other one's, though the books have never heard of it. */
@Tag("S-39")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReservationNumberTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = SqliteBooks.in(folder);
    }

    private static ReservationOutcome.Held reserve(SqliteBooks books) throws Exception {
        return assertInstanceOf(
                ReservationOutcome.Held.class,
                new Spending(books.since(LocalDate.EPOCH), books)
                        .reserve(
                                SpendStorePortContract.reservation(1, 100, SpendStorePortContract.DAY)
                                        .claim(),
                                Caps.NONE,
                                Caps.NONE,
                                NOW));
    }

    private static Judged holding(ReservationOutcome.Held held) {
        Judged judged = judged();
        return new Judged(
                judged.policy(),
                judged.delay(),
                judged.rules(),
                judged.prompt(),
                judged.trade(),
                Optional.of(new Judged.Money(held.reservation().claim(), held)));
    }

    private static AuditEntry denied(ReservationOutcome.Held held) {
        return new AuditEntry.Denied(
                NOW, asked(), Optional.of(holding(held)), DenialCode.NO_CREDENTIAL, "no credential");
    }

    private static AuditEntry intent(ReservationOutcome.Held held) {
        return new AuditEntry.Intent(NOW, asked(), holding(held), Optional.empty());
    }

    private long reservedAgain() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            return reserve(books).reservation().id();
        }
    }

    @Test
    void whatWasWithdrawnIsNotGivenOutAgainOnceTheLogTellsOfIt() throws Exception {
        try (SqliteBooks books = WrittenLog.of(1, file)) {
            WrittenLog.get(books.append(SpendStorePortContract.held(1, 100, SpendStorePortContract.DAY)));
            ReservationOutcome.Held held = reserve(books);
            assertEquals(2, held.reservation().id());
            WrittenLog.get(books.append(denied(held)));
        }

        assertEquals(3, reservedAgain());
    }

    @Test
    void noSumIsNeededForThat() throws Exception {
        try (SqliteBooks books = WrittenLog.of(1, file)) {
            WrittenLog.get(books.appendSoon(denied(reserve(books))));
        }

        assertEquals(2, reservedAgain());
    }

    @Test
    void anIntentCountsWhoseMoneyCouldNotBeWritten() throws Exception {
        try (SqliteBooks books = WrittenLog.of(1, file)) {
            WrittenLog.get(books.append(intent(reserve(books))));
        }

        assertEquals(2, reservedAgain());
    }

    /** Neither the next run nor the next entry takes it back. */
    @Test
    void theLargestNumberStays() throws Exception {
        Reservation largest = SpendStorePortContract.reservation(7, 100, SpendStorePortContract.DAY);
        try (SqliteBooks books = SqliteBooks.open(file)) {
            WrittenLog.get(books.append(OPENED));
            WrittenLog.get(books.append(denied(new ReservationOutcome.Held(largest, 0))));
        }
        try (SqliteBooks books = SqliteBooks.open(file)) {
            WrittenLog.get(books.append(act(1)));
            WrittenLog.get(books.append(denied(new ReservationOutcome.Held(
                    SpendStorePortContract.reservation(3, 100, SpendStorePortContract.DAY), 0))));
        }

        assertEquals(8, reservedAgain());
    }
}
