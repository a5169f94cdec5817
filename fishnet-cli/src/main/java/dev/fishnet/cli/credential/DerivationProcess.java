package dev.fishnet.cli.credential;

import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.PasswordStretch;
import dev.fishnet.vault.VaultException;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * Makes the password into a key in a process of its own, {@link DerivationMain}: Argon2id takes a quarter of a
 * gigabyte, which a process that lives long would keep.
 */
final class DerivationProcess implements PasswordStretch {
    /** Where the service's image has its native libraries, which must come from nowhere else. */
    private static final List<String> INHERITED = List.of("jna.nosys", "jna.nounpack", "jna.boot.library.path");

    private static final int KIB_A_MIB = 1024;
    private static final int BESIDES_MIB = 64;

    private final ProcessControlPort processes;
    private final Terminal terminal;

    @Inject
    DerivationProcess(ProcessControlPort processes, Terminal terminal) {
        this.processes = processes;
        this.terminal = terminal;
    }

    @Override
    public byte[] stretch(byte[] password, byte[] salt, KdfParameters kdf) throws VaultException {
        byte[] message = new DerivationRequest(kdf, salt, password).toBytes();
        byte[] answer = new byte[ProcessControlPort.CONFIDED_BYTES];
        try {
            int status = processes.confide(command(kdf), message, answer);
            if (status == DerivationMain.NOT_STARTED) {
                return stretchHere(password, salt, kdf);
            }
            requireDone(status, kdf);
            return Arrays.copyOf(answer, KEY_BYTES);
        } catch (ProgramMissingException e) {
            return stretchHere(password, salt, kdf);
        } catch (VaultException e) {
            throw e;
        } catch (FishnetException e) {
            throw VaultException.notDerived(String.valueOf(e.getMessage()), e);
        } finally {
            Arrays.fill(message, (byte) 0);
            Arrays.fill(answer, (byte) 0);
        }
    }

    private byte[] stretchHere(byte[] password, byte[] salt, KdfParameters kdf) throws VaultException {
        terminal.note("warning: no second process can be started to check the master password, so what that takes"
                + " of memory stays in this one");
        return HERE.stretch(password, salt, kdf);
    }

    private static void requireDone(int status, KdfParameters kdf) throws VaultException {
        if (status == DerivationMain.NOT_ENOUGH_MEMORY) {
            throw VaultException.notEnoughMemory(kdf, null);
        }
        if (status != 0) {
            throw VaultException.notDerived("the process that does it ended with exit status " + status, null);
        }
    }

    /** The blocks lie where they are allocated, in a new generation that has room for them: copying them takes time. */
    static List<String> command(KdfParameters kdf) {
        int young = kdf.memoryKiB() / KIB_A_MIB * 9 / 8 + BESIDES_MIB;
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmn" + young + "m",
                "-Xmx" + 2 * young + "m",
                "-XX:+UseSerialGC",
                "-XX:SurvivorRatio=64",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:ErrorFile=/dev/null",
                // What Java warns of would be taken for the answer.
                "-XX:+DisplayVMOutputToStderr",
                "--enable-native-access=ALL-UNNAMED"));
        for (String name : INHERITED) {
            String value = System.getProperty(name);
            if (value != null) {
                argv.add("-D" + name + "=" + value);
            }
        }
        argv.addAll(List.of("-cp", classPath(), DerivationMain.class.getName()));
        return argv;
    }

    /** It starts in another directory. */
    private static String classPath() {
        StringJoiner absolute = new StringJoiner(File.pathSeparator);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        }
        return absolute.toString();
    }
}
