package dev.fishnet.cli.lab.storm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.lab.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main promise about money, for real: {@value Clients#LINES} clients at a time call the daemon through every way in
 * which a request can end, while it is killed and its caps move. The upstreams keep the true books: they charge for
 * whatever they have received whole, and never give back.
 *
 * <p><b>Overspend</b> is what they have charged beyond a cap, at the worst moment. It must be nothing, to the
 * micro-dollar.
 *
 * <p><b>Wrongly refused</b> is room under a cap that was there and not given. A cap counts what ended requests have
 * cost, and for those whose cost nobody has said, what they could have cost; what fits beside that must pass. It is
 * measured in three ways, and each must stay below 1 % of the cap and one small request: the room that certainly was
 * there when a request was refused; the room that the gateway's own books show when nothing else runs and even small
 * requests are refused; and what those books count beyond what they may.
 *
 * <p>{@code -Dfishnet.storm=N} sets the number of requests, {@code -Dfishnet.storm.seed=N} repeats a run as far as
 * concurrency allows. The report is {@code target/storm.md}.
 */
@TestMethodOrder(OrderAnnotation.class)
class StormIT {
    private static final int REQUESTS = Integer.getInteger("fishnet.storm", 4000);
    private static final long SEED = Long.getLong("fishnet.storm.seed", System.nanoTime() & 0xffff_ffffL);
    private static final int IN_A_ROW = 3;

    private static StormLab lab;
    private static Storm storm;
    private static Report report;

    @BeforeAll
    static void build(@TempDir Path folder) throws IOException, InterruptedException {
        System.out.println("storm: " + REQUESTS + " requests, -Dfishnet.storm.seed=" + SEED);
        lab = new StormLab(folder, REQUESTS, SEED);
        storm = lab.storm();
        report = new Report(lab, SEED);
    }

    @AfterAll
    static void remove() throws IOException {
        if (lab != null) {
            report.write();
            lab.close();
        }
    }

    @Test
    @Order(1)
    @Tag("S-37")
    @Tag("S-45")
    void noMicroDollarIsSpentBeyondACapWhateverHappens() throws Exception {
        Thread sky = Thread.ofPlatform().name("weather").start(lab.weather()::blow);
        lab.clients().fireAll();
        sky.join();

        assertNothingWrong();
    }

    @Test
    @Order(2)
    void everyKindOfEndingHasHappened() {
        Stream<Object> kinds = Stream.of(Deed.values(), Manner.values(), Trait.values(), Api.values())
                .flatMap(Arrays::stream);
        List<String> others = List.of(
                Weather.KILL,
                Weather.BAD_FILE,
                Weather.RISE,
                Weather.FALL,
                "ending: " + Outcome.OVER_BUDGET,
                "ending: " + Outcome.UNPRICED,
                "ending: upstream_timeout",
                "ending: upstream_unreachable",
                "ending: cut",
                "ending: left");

        assertAll(Stream.concat(kinds, others.stream())
                .map(kind -> () -> assertTrue(storm.tally().of(kind) > 0, kind + " never happened")));
    }

    @Test
    @Order(3)
    @Tag("S-37")
    void aCapThatIsLoweredBelowWhatIsSpentLetsNothingThrough() throws Exception {
        lab.weather().set(0.9, cap -> cap.charged() / 2);
        long before = storm.books().total().charged();

        for (String agent : Storm.AGENTS) {
            lab.clients().drain(agent, 100);
        }

        assertEquals(before, storm.books().total().charged());
        assertNothingWrong();
    }

    @Test
    @Order(4)
    void whatIsLeftOfTheCapOfAllIsGivenToTheLastCent() throws Exception {
        lab.weather().set(0.9, cap -> lab.capInTheEnd());
        lab.clients().drainAll(IN_A_ROW);
        Ledger ledger = lab.victim().ledger();

        assertGiven("all agents", storm.books().total(), ledger.counted());
        assertNothingWrong();
    }

    @Test
    @Order(5)
    void whatIsLeftOfEveryAgentsCapIsGivenToTheLastCent() throws Exception {
        lab.weather().set(2, cap -> lab.capInTheEnd());
        lab.clients().drainAll(IN_A_ROW);
        Ledger ledger = lab.victim().ledger();

        assertAll(Storm.AGENTS.stream()
                .map(agent -> () -> assertGiven("agent " + agent, storm.books().of(agent), ledger.counted(agent))));
        assertNothingWrong();
    }

    @Test
    @Order(6)
    void inCalmWeatherEveryEndingIsCountedAtWhatItMayCost() throws Exception {
        lab.weather().set(2, cap -> 2 * lab.capInTheEnd());
        Ledger before = lab.victim().ledger();
        List<Shot> shots = lab.clients().fireOneOfEach("a");
        Ledger after = lab.victim().ledger();

        long told = sum(shots, shot -> shot.card().deed().tells() ? shot.cost() : 0);
        long untold = sum(shots, shot -> shot.card().deed().leavesInDoubt() ? shot.atMost() : 0);
        assertEquals(told, after.settled("a") - before.settled("a"));
        assertEquals(told + untold, after.counted("a") - before.counted("a"));
        assertNothingWrong();
    }

    private static long sum(List<Shot> shots, ToLongFunction<Shot> amount) {
        return shots.stream().mapToLong(amount).sum();
    }

    @Test
    @Order(7)
    @Tag("S-39")
    void theBooksSayWhatTheUpstreamsSayAndStillDoAfterARestart() throws Exception {
        Ledger before = lab.victim().ledger();
        lab.victim().kill();
        lab.victim().start();
        Ledger after = lab.victim().ledger();

        assertEquals(before, after);
        for (String agent : Storm.AGENTS) {
            Cap truth = storm.books().of(agent);
            assertTrue(after.counted(agent) >= truth.charged(), () -> agent + ": " + after + " " + truth);
            assertTrue(after.settled(agent) <= truth.charged(), () -> agent + ": " + after + " " + truth);
        }
    }

    /** The gateway's books leave no room under the cap, and count no more than they may. */
    private static void assertGiven(String name, Cap truth, long counted) {
        long left = truth.now() - counted;
        long countedTooMuch = Math.max(0, counted - truth.countable());
        report.balance(name, truth.now(), left, countedTooMuch);

        long allowed = truth.now() / 100 + Shot.small().atMost();
        assertTrue(left < allowed, () -> left + " was left: " + truth);
        assertTrue(countedTooMuch < allowed, () -> countedTooMuch + " was counted too much: " + truth);
        assertTrue(truth.roomNotGiven() < allowed, () -> "there was room for what was refused: " + truth);
    }

    private static void assertNothingWrong() {
        assertEquals(List.of(), storm.faults());
        assertEquals(0, storm.books().overspend(), "micro-dollars");
    }
}
