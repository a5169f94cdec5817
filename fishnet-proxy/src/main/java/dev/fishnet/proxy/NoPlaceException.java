package dev.fishnet.proxy;

import java.io.IOException;

/** There are as many connections to upstreams as there may be. */
final class NoPlaceException extends IOException {
    private static final long serialVersionUID = 1L;

    NoPlaceException() {
        super("as many connections to upstreams as there may be");
    }
}
