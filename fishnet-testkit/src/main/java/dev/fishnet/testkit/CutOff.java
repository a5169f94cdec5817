package dev.fishnet.testkit;

/** How a connection ends. */
public enum CutOff {
    /** TLS close_notify where there is TLS, then a TCP FIN. */
    CLEAN,
    /** A TCP FIN, without a TLS close_notify: what an attacker who truncates a stream can do. */
    FIN,
    /** A TCP RST; bytes that the client has not read yet may be lost with it. */
    RST
}
