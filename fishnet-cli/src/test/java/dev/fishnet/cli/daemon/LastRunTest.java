package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a log tells of the end of the run before. */
class LastRunTest {
    /** S a start, E an end, t something an operator did, i an intent, a digit the outcome of the intent there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | -",
                "S | no request was under way",
                "SE | -",
                "SEt | -",
                "St | no request was under way",
                "Si | one request has no outcome",
                "Si1 | no request was under way",
                "Siii2 | 2 requests have no outcome",
                "SiES | no request was under way",
                "SiS | no request was under way",
                "SiiS1i | one request has no outcome",
                "Sitttttt | no request was under way, as far as the last 6 entries tell",
            })
    void itIsReadFromTheEnd(String log, String missing) throws FishnetException {
        LastRun run = LastRun.in(new Written(log), 6);

        assertEquals(Optional.ofNullable(missing), run.wasCut() ? Optional.of(run.missing()) : Optional.empty());
    }

    /** A log of these entries. */
    private record Written(String letters) implements LogSource {
        @Override
        public void backwards(long from, Sink sink) throws FishnetException {
            for (long index = from; index >= 0; index--) {
                if (!sink.entry(index, EntryText.of(index, entry(letters.charAt((int) index))), Optional.empty())) {
                    return;
                }
            }
        }

        private static AuditEntry entry(char letter) {
            return switch (letter) {
                case 'S' -> act(Action.SERVICE_STARTED);
                case 'E' -> act(Action.SERVICE_STOPPED);
                case 't' -> act(Action.TOKEN_ISSUED);
                case 'i' -> new AuditEntry.Intent(LoggedRun.NOW, ASKED, JUDGED, Optional.empty());
                default ->
                    new AuditEntry.Outcome(
                            LoggedRun.NOW,
                            letter - '0',
                            Ending.ANSWERED,
                            OptionalInt.of(200),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ZERO);
            };
        }

        private static AuditEntry act(Action action) {
            return new AuditEntry.Act(LoggedRun.NOW, action, OptionalLong.empty(), "", "");
        }

        @Override
        public TreeHead head() {
            return new TreeHead(letters.length(), LogHash.EMPTY);
        }

        @Override
        public long first() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void entries(long from, Sink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<LogHash> node(int level, long index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> checkpoints() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static final Asked ASKED = new Asked(
            OptionalLong.of(1001),
            Optional.empty(),
            Optional.of(UpstreamName.OPENAI),
            "GET",
            "/v1/models",
            Optional.empty(),
            Optional.empty());
    private static final Judged JUDGED =
            new Judged("p", Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
}
