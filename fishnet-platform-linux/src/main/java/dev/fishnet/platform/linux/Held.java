package dev.fishnet.platform.linux;

/** A packet filter that is installed, and what of ours it holds. */
record Held(PacketFilter filter, LoadedLockdown loaded) {}
