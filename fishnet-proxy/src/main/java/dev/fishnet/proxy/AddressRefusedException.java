package dev.fishnet.proxy;

import java.io.IOException;

/** An upstream's name leads to an address that is not public. */
final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException() {
        super("the upstream's name leads to an address that is not public");
    }
}
