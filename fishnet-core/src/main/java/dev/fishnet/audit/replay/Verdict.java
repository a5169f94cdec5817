package dev.fishnet.audit.replay;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import java.util.List;
import java.util.Optional;

/** What policy says of a request, by what the log knows of it. */
sealed interface Verdict {
    /**
     * Nothing refuses it.
     *
     * @param rules that allow it
     * @param lacks what it would have to be judged by before it may be sent, and the log does not have
     */
    record Passed(List<RuleId> rules, Optional<String> lacks) implements Verdict {}

    /** A rule refuses it. */
    record Refused(DenialCode code, String reason) implements Verdict {}

    /**
     * The log does not have all that it hangs on.
     *
     * @param why a clause that begins in lower case
     */
    record Unknown(String why) implements Verdict {}
}
