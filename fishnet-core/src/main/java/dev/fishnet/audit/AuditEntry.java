package dev.fishnet.audit;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import dev.fishnet.vault.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something the log tells of. None has a secret in it. How each is written down is in {@code docs/log-format.md}.
 *
 * <p>Every kind but {@link Opened} may be written many times; times are those of the machine's clock, to the
 * millisecond, and can go back with it, while the index of an entry only ever grows.
 */
public sealed interface AuditEntry {
    Instant at();

    /**
     * The first entry.
     *
     * @param origin the name of the log, in its checkpoints too
     * @param key that its checkpoints are signed with, as a C2SP verifier key
     */
    record Opened(Instant at, String origin, String key) implements AuditEntry {}

    /**
     * The settings in force from here on.
     *
     * @param policy their id
     * @param settings all of them, defaults included; at most {@link TextLimit#WHOLE} as written
     * @param prices the id of the price list they are used with
     */
    record PolicyInForce(Instant at, String policy, String settings, String prices) implements AuditEntry {
        public PolicyInForce {
            TextLimit.requireWhole("settings", settings);
        }
    }

    /**
     * A price list that policies refer to.
     *
     * @param prices its id: the SHA-256 of the table, in hexadecimal
     * @param table as in {@code prices.csv}; at most {@link TextLimit#WHOLE} as written
     */
    record Prices(Instant at, String prices, String table) implements AuditEntry {
        public Prices {
            TextLimit.requireWhole("prices", table);
        }
    }

    /**
     * A request is allowed, and its credential may be used from here on.
     *
     * @param credential what it is sent with; empty when it is sent without
     */
    record Intent(Instant at, Asked asked, Judged judged, Optional<Credential> credential) implements AuditEntry {}

    /**
     * A request is refused.
     *
     * @param judged empty when it was refused before any policy was asked
     * @param reason what the caller was told
     */
    record Denied(Instant at, Asked asked, Optional<Judged> judged, DenialCode code, String reason)
            implements AuditEntry {}

    /**
     * Refusals that were counted and not told one by one, because one caller was refused for the same thing over and
     * over.
     *
     * @param since the first of them
     */
    record DeniedMore(Instant at, Instant since, Asked asked, DenialCode code, long count) implements AuditEntry {}

    /**
     * What became of an {@link Intent}.
     *
     * @param intent its index
     * @param status of the upstream's answer
     * @param cost what it was settled for; empty when it stays held, or nothing was
     * @param failure what the gateway told the agent in place of an answer
     */
    record Outcome(
            Instant at,
            long intent,
            Ending ending,
            OptionalInt status,
            Optional<Usage> usage,
            Optional<MicroUsd> cost,
            Optional<DenialCode> failure,
            Duration took)
            implements AuditEntry {}

    /**
     * The body of an allowed request, where the configuration asks for it; secrets that were found in it are replaced.
     *
     * @param body as UTF-8; no more than its beginning where it is long
     * @param length of the whole body in bytes
     */
    record Prompt(Instant at, long intent, String body, long length) implements AuditEntry {}

    /**
     * Something apart from requests.
     *
     * @param uid who did it
     * @param about what it was done to, for example the name of a credential
     * @param detail more, in words
     */
    record Act(Instant at, Action action, OptionalLong uid, String about, String detail) implements AuditEntry {}

    /**
     * A permit is about to be signed.
     *
     * @param digest of what is signed, 32 bytes in hexadecimal
     */
    record Permit(Instant at, Asked asked, Judged judged, String digest) implements AuditEntry {}

    /**
     * Entries have been moved into a file of their own. The one that opens the log goes with the first of them, so this
     * says again what that says.
     *
     * @param from the first of them
     * @param to the first that stayed
     * @param root of the tree over everything before {@code to}
     * @param file its name
     * @param hash SHA-256 of the file
     * @param origin as in {@link Opened}
     * @param key as in {@link Opened}
     */
    record Archived(Instant at, long from, long to, LogHash root, String file, LogHash hash, String origin, String key)
            implements AuditEntry {}
}
