package dev.fishnet.cli.credential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.Terminal;
import dev.fishnet.platform.linux.LinuxPlatform;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.PasswordStretch;
import dev.fishnet.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivationProcessTest {
    private static final KdfParameters CHEAP = new KdfParameters(64, 1, 1);
    private static final String PASSWORD = "correct horse battery";

    private final byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
    private final byte[] salt = "sixteen bytes!!!".getBytes(StandardCharsets.US_ASCII);
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    /** Starts nothing, remembers what was to be started, and ends with a status. */
    private static class Pretended implements ProcessControlPort {
        private final int status;
        private List<String> argv = List.of();

        Pretended(int status) {
            this.status = status;
        }

        @Override
        public int confide(List<String> asked, byte[] secret, byte[] answer) throws ProgramMissingException {
            argv = asked;
            return status;
        }

        @Override
        public ProcessOutcome run(Command command) throws ProgramMissingException {
            throw new ProgramMissingException("none");
        }

        @Override
        public Optional<Instant> startOf(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean terminate(long pid, Instant startedAt) {
            return false;
        }
    }

    private DerivationProcess over(ProcessControlPort processes) {
        PrintStream out = new PrintStream(notes, true, StandardCharsets.UTF_8);
        return new DerivationProcess(
                processes, new Terminal(out, out, new ByteArrayInputStream(new byte[0]), null, false));
    }

    @Test
    @Tag("S-65")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "starts processes as Linux does")
    void anotherProcessMakesTheSameKey() throws VaultException {
        byte[] elsewhere = over(new LinuxPlatform().processes()).stretch(password, salt, CHEAP);

        assertArrayEquals(PasswordStretch.HERE.stretch(password, salt, CHEAP), elsewhere);
        assertEquals("", notes.toString(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("S-66")
    void nothingSecretIsAnArgumentOfTheProcess() throws VaultException {
        Pretended processes = new Pretended(0);

        over(processes).stretch(password, salt, CHEAP);

        assertTrue(processes.argv.contains("-XX:+DisableAttachMechanism"), processes.argv.toString());
        assertFalse(processes.argv.toString().contains(PASSWORD), processes.argv.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | there is not enough memory to check the master password (0 MiB needed)
            4 | the master password cannot be checked: the process that does it ended with exit status 4
            137 | the master password cannot be checked: the process that does it ended with exit status 137
            """)
    void aProcessThatFailsSaysWhy(int status, String message) {
        DerivationProcess failing = over(new Pretended(status));

        VaultException failure = assertThrows(VaultException.class, () -> failing.stretch(password, salt, CHEAP));

        assertEquals(message, failure.getMessage());
        assertFalse(failure.isWrongSecret());
    }

    private void assertDoneHereAndSaid(ProcessControlPort none) throws VaultException {
        assertArrayEquals(
                PasswordStretch.HERE.stretch(password, salt, CHEAP), over(none).stretch(password, salt, CHEAP));
        assertTrue(notes.toString(StandardCharsets.UTF_8).contains("warning: no second process can be started"));
    }

    /** A machine that has the program, and does not give Java the memory it asks for. */
    @Test
    @Tag("S-65")
    void whereJavaCannotStartItIsDoneHereAndSaid() throws VaultException {
        assertDoneHereAndSaid(new Pretended(DerivationMain.NOT_STARTED));
    }

    @Test
    @Tag("S-65")
    void whereNoProcessCanBeStartedItIsDoneHereAndSaid() throws VaultException {
        assertDoneHereAndSaid(new Pretended(0) {
            @Override
            public int confide(List<String> asked, byte[] secret, byte[] answer) throws ProgramMissingException {
                throw new ProgramMissingException("java");
            }
        });
    }

    @Test
    @Tag("S-66")
    void theProcessStaysUntilItsAnswerWasRead() throws IOException {
        byte[] request = new DerivationRequest(CHEAP, salt, password).toBytes();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        assertEquals(0, DerivationMain.answer(new ByteArrayInputStream(request), answer));
        assertEquals(ProcessControlPort.CONFIDED_BYTES, answer.size());
        byte[] more = Arrays.copyOf(request, request.length + 1);
        assertEquals(DerivationMain.NOT_UNDERSTOOD, DerivationMain.answer(new ByteArrayInputStream(more), answer));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 16, 8", "64, 0, 1, 16, 8", "64, 1, 1, -1, 8", "64, 1, 1, 9000, 8", "64, 1, 1, 16, 9000"})
    void whatIsNoRequestIsNotAnswered(int memory, int iterations, int lanes, int saltLength, int length)
            throws IOException {
        ByteBuffer request = ByteBuffer.allocate(ProcessControlPort.CONFIDED_BYTES);
        request.putInt(memory).putInt(iterations).putInt(lanes).putInt(saltLength);
        request.position(request.position() + Math.clamp(saltLength, 0, 16)).putInt(length);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        assertEquals(
                DerivationMain.NOT_UNDERSTOOD,
                DerivationMain.answer(new ByteArrayInputStream(request.array()), answer));
        assertEquals(0, answer.size());
    }
}
