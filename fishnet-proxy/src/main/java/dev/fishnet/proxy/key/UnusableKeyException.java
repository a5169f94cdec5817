package dev.fishnet.proxy.key;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** A stored secret that cannot stand in a header field. The message says what is expected, never what is there. */
public final class UnusableKeyException extends FishnetException {
    UnusableKeyException(String expected) {
        super(ErrorKind.CORRUPT, "the stored key cannot be sent: " + expected);
    }
}
