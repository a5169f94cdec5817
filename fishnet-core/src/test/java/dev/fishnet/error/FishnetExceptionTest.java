package dev.fishnet.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FishnetExceptionTest {
    @Test
    void anErrorSaysWhatItIsAndWhatToTry() {
        IOException cause = new IOException("EACCES");
        FishnetException error = new FishnetException(ErrorKind.NOT_PRIVILEGED, "only root may", "use sudo", cause);

        assertEquals(ErrorKind.NOT_PRIVILEGED, error.kind());
        assertEquals("only root may", error.getMessage());
        assertEquals(Optional.of("use sudo"), error.hint());
        assertEquals(cause, error.getCause());
    }

    @Test
    void aHintIsNotNeeded() {
        assertEquals(Optional.empty(), new FishnetException(ErrorKind.FAILED, "it failed").hint());
    }
}
