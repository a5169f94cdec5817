package dev.fishnet.firewall;

/** How much of loopback a locked-down agent keeps. */
public sealed interface LoopbackAccess {
    /** All of it but name resolution: ports 53, 853, 5353 and 5355 could carry data out through a resolver. */
    record Standard() implements LoopbackAccess {}
}
