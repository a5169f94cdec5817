package dev.fishnet.cli.credential;

import dev.fishnet.cli.Platforms;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.vault.PasswordStretch;
import dev.fishnet.vault.VaultException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * The process that makes a password into a key, and ends, so that the memory which that takes ends with it. It is told
 * the password on standard input, answers with the key on standard output, and says nothing else. Not for operators:
 * the daemon starts it.
 */
final class DerivationMain {
    /** What a Java virtual machine ends with that cannot start, and what nothing here ever answers. */
    static final int NOT_STARTED = 1;

    static final int NOT_ENOUGH_MEMORY = 3;
    static final int NOT_UNDERSTOOD = 4;

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(2);

    private DerivationMain() {}

    /** Protects itself as the daemon does, and only then says that it may be told the secret. */
    public static void main(String[] args) throws FishnetException, IOException {
        Thread.ofPlatform().daemon().start(DerivationMain::endInTime);
        Platforms.SUPPORTED
                .forOs(System.getProperty("os.name"), "start")
                .selfProtection()
                .protect();
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(ProcessControlPort.READY_TO_HEAR);
            int status = answer(in, out);
            if (status != 0) {
                Runtime.getRuntime().halt(status);
            }
        }
    }

    /** Whoever asked may be gone. */
    private static void endInTime() {
        try {
            Thread.sleep(LONGEST_LIFE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(NOT_UNDERSTOOD);
    }

    static int answer(InputStream in, OutputStream out) throws IOException {
        byte[] message = in.readNBytes(ProcessControlPort.CONFIDED_BYTES);
        byte[] answer = new byte[ProcessControlPort.CONFIDED_BYTES];
        try {
            derive(DerivationRequest.of(message), answer);
            out.write(answer);
            out.flush();
            // What was not read when this ends is read by nobody who would wipe it.
            return in.read() < 0 ? 0 : NOT_UNDERSTOOD;
        } catch (VaultException e) {
            return NOT_ENOUGH_MEMORY;
        } catch (RuntimeException e) {
            return NOT_UNDERSTOOD;
        } finally {
            Arrays.fill(message, (byte) 0);
            Arrays.fill(answer, (byte) 0);
        }
    }

    private static void derive(DerivationRequest request, byte[] answer) throws VaultException {
        byte[] key = PasswordStretch.HERE.stretch(request.password(), request.salt(), request.kdf());
        System.arraycopy(key, 0, answer, 0, key.length);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(request.password(), (byte) 0);
    }
}
