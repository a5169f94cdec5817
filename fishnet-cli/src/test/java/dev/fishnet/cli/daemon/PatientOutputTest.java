package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Found in review: a log that nobody read stopped the gateway. */
class PatientOutputTest {
    private final PipedInputStream reader = new PipedInputStream(64);

    @Test
    void whatIsWrittenArrives() throws IOException {
        PatientOutput output = PatientOutput.over(new PipedOutputStream(reader));

        output.write("one line\n".getBytes(StandardCharsets.UTF_8));

        assertEquals("one line\n", new String(reader.readNBytes(9), StandardCharsets.UTF_8));
    }

    @Test
    void aReaderThatStopsHoldsNobodyUpAndIsToldWhatItMissed() throws IOException {
        PatientOutput output = PatientOutput.over(new PipedOutputStream(reader));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 10_000; i++) {
                output.write("a line of twenty char\n".getBytes(StandardCharsets.UTF_8));
            }
        });

        StringBuilder read = new StringBuilder();
        while (read.indexOf("were dropped") < 0) {
            read.append((char) reader.read());
        }
        assertTrue(read.indexOf("a line of twenty char\n") >= 0);
    }
}
