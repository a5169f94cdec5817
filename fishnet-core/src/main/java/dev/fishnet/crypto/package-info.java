/**
 * Standard algorithms behind small doors: Argon2id, HKDF-SHA-256, AES-256-GCM, HMAC-SHA-256, SHA-256, P-256, Ed25519,
 * random bytes.
 *
 * <p>This is the only package that sees Bouncy Castle, {@code javax.crypto} and {@code java.security}. Of Bouncy Castle
 * it uses the low-level classes alone and registers no provider, which would cost a quarter of a second at every start.
 * Callers lend key material as arrays and wipe what they own. The libraries' own key objects cannot be wiped, so copies
 * of a key may stay on the heap until they are collected; what keeps them from the agent is that it runs as another
 * user.
 */
@NullMarked
package dev.fishnet.crypto;

import org.jspecify.annotations.NullMarked;
