package dev.fishnet.proxy;

/** The vault has nothing to send a request with. */
final class NoCredentialException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    NoCredentialException(Refusal refusal) {
        super(refusal.denied().reason());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
