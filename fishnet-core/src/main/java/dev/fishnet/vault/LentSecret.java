package dev.fishnet.vault;

/**
 * A secret that is lent, and which one it is.
 *
 * @param secret the lender's own: whoever borrows it does not close it
 */
public record LentSecret(Credential credential, SecretBytes secret) {}
