package dev.fishnet.cli.record;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import java.time.Instant;
import java.util.OptionalLong;

/** What somebody does, without whom. Texts are cut to a length that nobody fills a disk with. */
record Deed(Instant at, Action action, String about, String detail) {
    private static final int LONGEST_ABOUT = 300;
    private static final int LONGEST_DETAIL = 1500;

    Deed {
        about = cut(about, LONGEST_ABOUT);
        detail = cut(detail, LONGEST_DETAIL);
    }

    private static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length)) + "…";
    }

    /** That it was not done, or not all of it, and why. */
    Deed failed(Instant now, Exception why) {
        return new Deed(now, action, about, "failed: " + (why.getMessage() == null ? why : why.getMessage()));
    }

    /**
     * As it is written down.
     *
     * @param uid who does it
     * @param through what is known of how they came to be that one; empty where nothing is
     */
    AuditEntry.Act by(long uid, String through) {
        String said = detail.isEmpty() || through.isEmpty() ? detail + through : detail + "; " + through;
        return new AuditEntry.Act(at, action, OptionalLong.of(uid), about, said);
    }
}
