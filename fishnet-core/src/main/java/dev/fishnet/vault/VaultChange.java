package dev.fishnet.vault;

import dev.fishnet.error.FishnetException;

/** A change to a vault, made while its file is locked: {@code vault -> vault.store(id, secret, now)}. */
@FunctionalInterface
public interface VaultChange {
    /** Changes it; what it throws, the writer of the file throws on, and nothing is written. */
    void applyTo(Vault vault) throws FishnetException;
}
