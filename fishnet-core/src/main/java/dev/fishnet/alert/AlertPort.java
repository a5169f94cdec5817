package dev.fishnet.alert;

/** Where alerts are kept. Raising one never blocks and never fails the request it is about. */
public interface AlertPort {
    /** Keeps the alert, unless the same one, but for its time, was raised within the last hour. */
    void raise(Alert alert);
}
