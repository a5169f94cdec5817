package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportTest {
    @ParameterizedTest
    @CsvSource({
        "6.1.0-41-amd64, true",
        "6.18.44, true",
        "7.0, true",
        "10.0.1, true",
        "6.0.19-generic, false",
        "5.15.0-173-generic, false",
        "5.100.0, false",
        "4.19.0, false",
        "'', false",
        "6, false",
        "6., false",
        "v6.18.44, false",
        "99999999999.1, false",
        "6.99999999999, false",
    })
    @Tag("S-71")
    void ioUringIsForKernelsSince61(String kernel, boolean recent) {
        assertEquals(recent, Transport.isRecent(kernel));
    }
}
