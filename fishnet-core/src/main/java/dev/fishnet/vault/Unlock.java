package dev.fishnet.vault;

import dev.fishnet.error.FishnetException;

/** How somebody opens a vault: {@code file -> file.open(password)} or {@code file -> file.openWithKey(key)}. */
@FunctionalInterface
public interface Unlock {
    /** The opened vault, which the caller closes. */
    Vault open(UnverifiedVault file) throws FishnetException;
}
