package dev.fishnet.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.DenialCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as a gateway writes them, decided again: as they are, and with something changed. */
@Tag("S-60")
class LogReplayTest {
    private static final List<AuditEntry> LOG = PretendGateway.log(7, 1500);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLogThatNobodyChangedComesOutTheSame(long seed) throws FishnetException {
        List<AuditEntry> log = PretendGateway.log(seed, 3000);

        Heard heard = replay(0, log);

        assertEquals(List.of(), heard.differences);
        assertEquals(log.size(), heard.report().entries());
        assertTrue(heard.report().undecided().isEmpty(), heard.report()::toString);
        assertTrue(heard.report().decided() > 1000 && heard.report().settled() > 40, heard.report()::toString);
    }

    @Test
    void suchALogHasEveryDecisionThereIs() {
        Set<String> codes = LOG.stream()
                .filter(AuditEntry.Denied.class::isInstance)
                .map(entry -> ((AuditEntry.Denied) entry).code().id())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(
                Set.of(
                        "binance_order_refused",
                        "binance_order_too_large",
                        "binance_volume_exceeded",
                        "binance_withdrawal_refused",
                        "body_refused",
                        "budget_exceeded",
                        "endpoint_blocked",
                        "endpoint_not_allowed",
                        "feature_unpriced",
                        "model_missing",
                        "model_not_allowed",
                        "model_unpriced",
                        "prompt_drift",
                        "prompt_too_large",
                        "rate_limit_exceeded",
                        "upstream_not_allowed"),
                codes);
    }

    @ParameterizedTest
    @MethodSource("dev.fishnet.audit.replay.Tampering#all")
    void whatIsChangedIsNamed(Tampering tampering) throws FishnetException {
        int tried = 0;
        for (int i = 0; i < LOG.size() && tried < 2; i++) {
            Optional<AuditEntry> changed = tampering.change(LOG.get(i));
            if (changed.isPresent()) {
                tried++;
                List<AuditEntry> log = new ArrayList<>(LOG.subList(0, i));
                log.add(changed.get());
                Heard heard = replay(0, log);
                long at = i;
                assertTrue(
                        heard.differences.stream()
                                .anyMatch(each ->
                                        each.index() == at && each.what().equals(tampering.what())),
                        () -> tampering + " of " + LOG.get((int) at) + ": " + heard.differences);
            }
        }
        assertTrue(tried > 0, "the log has nothing to try it on");
    }

    @Test
    void moreThanTheCapsAllowIsNamedWhereItBegins() throws FishnetException {
        List<AuditEntry> log = new ArrayList<>();
        int intent = LogPieces.firstHeld(LOG);
        log.addAll(LOG.subList(0, intent + 1));
        for (int i = 0; i < 10_000 && log.size() < 2000; i++) {
            log.add(LogPieces.kept(LOG.get(intent), log.size() - 1));
            log.add(LOG.get(intent));
        }

        Heard heard = replay(0, log);

        assertTrue(!heard.differences.isEmpty(), "nothing differs");
        assertTrue(
                heard.differences.stream().allMatch(each -> each.what().startsWith("budget ")),
                heard.differences::toString);
    }

    @Test
    void aLogWhoseBeginningIsArchivedIsDecidedFromTheNextStartOn() throws FishnetException {
        List<AuditEntry> rest = LOG.subList(40, LOG.size());

        Heard heard = replay(40, rest);

        assertEquals(List.of(), heard.differences);
        assertTrue(
                heard.report().undecided().keySet().stream().allMatch(why -> why.contains(" in this part of the log")),
                heard.report()::toString);
        assertTrue(heard.report().decided() > 500, heard.report()::toString);
    }

    @Test
    void aRequestWithSomethingReplacedIsCountedAndNotJudged() throws FishnetException {
        List<AuditEntry> log = LOG.stream().map(LogPieces::withoutItsSecrets).toList();

        Heard heard = replay(0, log);

        assertEquals(List.of(), heard.differences);
        assertTrue(heard.report().undecided().containsKey("paths in which something was replaced"));
    }

    @Test
    void whatPolicyDidNotRefuseIsCountedApart() throws FishnetException {
        List<AuditEntry> log = List.of(
                LOG.get(0),
                LogPieces.withoutJudgement(DenialCode.NO_ROUTE),
                LogPieces.withoutJudgement(DenialCode.NO_ROUTE),
                LogPieces.withoutJudgement(DenialCode.TOKEN_REFUSED));

        Heard heard = replay(0, log);

        assertEquals(List.of(), heard.differences);
        assertEquals("{no_route=2, token_refused=1}", heard.report().others().toString());
    }

    private static final class Heard implements Replay.Watcher {
        private final List<Difference> differences = new ArrayList<>();
        private Optional<ReplayReport> report = Optional.empty();

        @Override
        public void differs(Difference difference) {
            differences.add(difference);
        }

        ReplayReport report() {
            return report.orElseThrow();
        }
    }

    private static Heard replay(long first, List<AuditEntry> entries) throws FishnetException {
        Heard heard = new Heard();
        try (KeptLines log = new KeptLines(first, entries)) {
            heard.report = Optional.of(Replay.of(log, heard));
        }
        assertEquals(heard.differences.size(), heard.report().differences());
        return heard;
    }
}
