package dev.fishnet.proxy.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailersDroppedTest {
    private final HttpHeaders trailers = TrailersDropped.ALL.newHeaders();

    @Test
    void aTrailerIsTakenAndForgotten() {
        trailers.add((CharSequence) "x-sum", "1");
        assertTrue(trailers.isEmpty());
        assertEquals(0, trailers.size());
    }

    @ParameterizedTest
    @CsvSource({"'x sum', 1", "'', 1", "content-length, 1", "transfer-encoding, chunked"})
    void whatIsNoFieldOrMayNotStandThereIsRefused(String name, String value) {
        assertThrows(IllegalArgumentException.class, () -> trailers.add((CharSequence) name, value));
    }
}
