package dev.fishnet.binance;

/** Parameters that two readers could understand in two ways. The message is a clause without what the agent wrote. */
final class RefusedParametersException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedParametersException(String message) {
        super(message);
    }
}
