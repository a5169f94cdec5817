package dev.fishnet.vault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What may be shown of a credential; the secret stays in the vault.
 *
 * @param createdAt when the secret was stored, to the millisecond
 * @param version counts every secret this vault ever took: a higher one is newer, whatever the clock said
 */
public record Credential(CredentialId id, Instant createdAt, long version) {
    /** The last instant of the year 9999, so that every date prints with four digits. */
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException with a clause that says which value is out of bounds
     */
    public Credential {
        requireVersion(version);
        requireMilliseconds(createdAt);
    }

    private static void requireVersion(long version) {
        if (version < 1) {
            throw new IllegalArgumentException("a version must be positive, not " + version);
        }
    }

    private static void requireMilliseconds(Instant time) {
        boolean inRange = !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
        if (!inRange || !time.truncatedTo(ChronoUnit.MILLIS).equals(time)) {
            throw new IllegalArgumentException("a time must lie between 1970 and 9999, in whole milliseconds");
        }
    }
}
