package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.error.FishnetException;

/**
 * Decides once more what the log says was decided, by the facts and under the settings and prices that are in the log
 * too, and works out once more what was held and settled.
 *
 * <p>Guarantee: of a log that a gateway of this version wrote, whatever ran at the same time and however often it was
 * broken off, nothing is said to differ. A request whose facts are not all there, because a secret in its path was
 * replaced or its settings are in an archive, is not decided again but counted, with the reason. Whether the bytes are
 * those that were written is another question, which {@code dev.fishnet.audit.verify} answers.
 *
 * <p>Nothing is said of how many requests there were in a time: the log has the times of entries, by a clock that can
 * be set, and a place in a rate is taken earlier, by one that cannot. Only the wait that a refusal names is held to the
 * limit.
 */
public final class Replay {
    private final Findings findings;
    private final PastPolicies policies;
    private final DecisionCheck decisions;
    private final OutcomeCheck outcomes;
    private final OpenIntents open = new OpenIntents();

    private Replay(LogSource log, Watcher watcher) throws FishnetException {
        Sums sums = new Sums();
        this.findings = new Findings(watcher);
        this.policies = new PastPolicies(findings);
        this.decisions = new DecisionCheck(findings, policies, new CapCheck(findings, sums), log.first() == 0);
        this.outcomes = new OutcomeCheck(findings, sums);
    }

    /** Hears of what is found while it is found. */
    public interface Watcher {
        void differs(Difference difference);

        /** So many entries have been read. */
        default void at(long entries) {}
    }

    /**
     * Replays a log from its first entry that is still there to its last.
     *
     * @param watcher told of each difference
     * @throws FishnetException when the log cannot be read at all
     */
    public static ReplayReport of(LogSource log, Watcher watcher) throws FishnetException {
        Replay replay = new Replay(log, watcher);
        log.entries(log.first(), (index, text, leaf) -> {
            replay.entry(index, text);
            return true;
        });
        return replay.findings.report(replay.open.count());
    }

    private void entry(long index, byte[] text) {
        findings.begin(index);
        try {
            read(index, EntryReader.read(text).entry());
        } catch (FishnetException unreadable) {
            findings.differs("entry", "something that is no entry", unreadable.getMessage());
        }
        findings.end();
    }

    private void read(long index, AuditEntry entry) {
        switch (entry) {
            case AuditEntry.Prices prices -> policies.prices(prices);
            case AuditEntry.PolicyInForce policy -> policies.policy(policy);
            case AuditEntry.Intent intent -> intent(index, intent);
            case AuditEntry.Denied denied -> decisions.check(denied);
            case AuditEntry.DeniedMore more -> findings.counted(more.count());
            case AuditEntry.Outcome outcome -> outcome(outcome);
            case AuditEntry.Permit permit -> findings.undecided("permits");
            case AuditEntry.Opened opened -> {}
            case AuditEntry.Prompt prompt -> {}
            case AuditEntry.Act act -> {}
            case AuditEntry.Archived archived -> {}
        }
    }

    private void intent(long index, AuditEntry.Intent intent) {
        decisions.check(intent);
        open.add(
                index,
                new OpenIntents.Open(
                        intent.judged().money(), policies.of(intent.judged().policy())));
    }

    private void outcome(AuditEntry.Outcome outcome) {
        open.end(outcome.intent())
                .ifPresentOrElse(
                        intent -> outcomes.check(outcome, intent),
                        () -> findings.undecided("outcomes whose intent is not in this part of the log"));
    }
}
