package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link ProcessControlPort} that starts processes promises of a program that is told a secret. */
public interface ConfidedProgramContract {
    ProcessControlPort processes();

    private int confide(String script, byte[] answer) throws FishnetException {
        byte[] secret = new byte[ProcessControlPort.CONFIDED_BYTES];
        Arrays.fill(secret, (byte) 's');
        return processes().confide(List.of("/bin/sh", "-c", script), secret, answer);
    }

    @Test
    @Tag("S-66")
    default void aProgramThatIsReadyHearsTheSecretAndAnswers() throws FishnetException {
        byte[] heard = new byte[ProcessControlPort.CONFIDED_BYTES];
        Arrays.fill(heard, (byte) 's');
        byte[] answer = new byte[ProcessControlPort.CONFIDED_BYTES];

        assertEquals(0, confide("printf '\\006'; exec /usr/bin/head -c 8192", answer));
        assertArrayEquals(heard, answer);
    }

    /** Each ends with 7 when there is nothing in its input. */
    @ParameterizedTest
    @Tag("S-66")
    @ValueSource(strings = {"exec >&-", "printf x"})
    default void aProgramThatIsNotReadyIsToldNothing(String instead) throws FishnetException {
        byte[] answer = new byte[ProcessControlPort.CONFIDED_BYTES];

        assertEquals(7, confide(instead + "; [ $(/usr/bin/wc -c) = 0 ] && exit 7", answer));
    }
}
