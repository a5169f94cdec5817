package dev.fishnet.vault;

import java.util.UUID;

/** One way to open a vault. Every slot wraps the same data key, so adding or changing one rewrites nothing else. */
public sealed interface UnlockSlot permits PasswordSlot, KeySlot {
    /** Names the slot for as long as it exists. */
    UUID id();

    /** What opens it. */
    SlotKind kind();
}
