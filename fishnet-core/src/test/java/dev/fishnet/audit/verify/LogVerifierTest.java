package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.note.LogSigner;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogVerifierTest {
    private final LogSigner signer = SampleLog.signer();

    private static LogReport verify(MemoryLog log) throws Exception {
        return new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE).verify(log);
    }

    @Test
    void aLogThatNobodyTouchedIsClean() throws Exception {
        MemoryLog log = MemoryLog.of(SampleLog.entries(600, signer), signer, 100, 256, 590);

        LogReport report = verify(log);

        assertEquals(List.of(), report.problems());
        assertTrue(report.isClean());
        assertEquals(600, report.size());
        assertEquals(log.head(), report.head().orElseThrow());
        assertEquals(590, report.signed().covered());
        assertEquals(3, report.signed().good());
        assertEquals(SampleLog.ORIGIN, report.origin().orElseThrow());
    }
}
