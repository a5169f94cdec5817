package dev.fishnet.service;

import java.util.OptionalLong;

/** What the service manager says of the daemon. */
public sealed interface ServiceState {
    /** There is no unit or plist of ours. */
    record NotInstalled() implements ServiceState {}

    /**
     * A unit or plist is there.
     *
     * @param enabled whether it starts at boot
     * @param running whether it is up now, or on its way up
     * @param pid its process, while it has one
     */
    record Installed(boolean enabled, boolean running, OptionalLong pid) implements ServiceState {}

    /** The service manager would not say. */
    record Unreadable(String reason) implements ServiceState {}
}
