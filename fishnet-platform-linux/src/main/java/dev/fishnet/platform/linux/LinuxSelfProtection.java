package dev.fishnet.platform.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.vault.SecretMemory;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * prctl(2), setrlimit(2), mlock(2), madvise(2). Attaching (jcmd, jstack) goes through a socket that the Java virtual
 * machine serves itself, so no system call closes it: that takes an option of the machine's, which is checked here.
 *
 * <p>All of it holds for the process, but that its children gain no privileges: that is the calling thread's, and the
 * threads' it starts. So this is called first, by the thread that starts the others.
 *
 * <p>No field here is of JNA's types: they load its library, and {@link LibC#load} says from where.
 */
final class LinuxSelfProtection implements SelfProtectionPort {
    private static final String NO_ATTACH =
            "programs of the same user can attach to this Java virtual machine; start it"
                    + " with -XX:+DisableAttachMechanism";

    @Override
    public List<String> protect() {
        List<String> failures = new ArrayList<>();
        if (!JvmOption.isOn("DisableAttachMechanism")) {
            failures.add(NO_ATTACH);
        }
        try {
            failures.addAll(protectWith(LibC.load()));
        } catch (LinkageError | UncheckedIOException e) {
            failures.add("this process is not protected from readers of the same user: the C library cannot be called ("
                    + firstLine(e) + ")");
        }
        return List.copyOf(failures);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static List<String> protectWith(LibC libc) {
        List<String> failures = new ArrayList<>();
        // First, so that what the environment held is gone whatever fails below.
        EnvironmentBlock.ofThisProcess().scrub().ifPresent(failures::add);
        attempt("programs of the same user can read this process's memory", () -> prctl(libc, LibC.PR_SET_DUMPABLE, 0))
                .ifPresent(failures::add);
        attempt("a crash may leave a core file that holds secrets", () -> forbidCoreFiles(libc))
                .ifPresent(failures::add);
        attempt("programs it starts may gain privileges", () -> prctl(libc, LibC.PR_SET_NO_NEW_PRIVS, 1))
                .ifPresent(failures::add);
        failures.addAll(SecretMemory.lockWith(pages -> lock(libc, pages)));
        return failures;
    }

    private static void prctl(LibC libc, int option, long value) {
        NativeLong none = new NativeLong(0);
        libc.prctl(option, new NativeLong(value), none, none, none);
    }

    private static void forbidCoreFiles(LibC libc) {
        try (Memory limits = new Memory(2L * NativeLong.SIZE)) {
            limits.clear();
            libc.setrlimit(LibC.RLIMIT_CORE, limits);
        }
    }

    private static Optional<String> lock(LibC libc, ByteBuffer pages) {
        Pointer address = Native.getDirectBufferPointer(pages);
        NativeLong length = new NativeLong(pages.capacity());
        Optional<String> dumped =
                attempt("a core file may hold secrets", () -> libc.madvise(address, length, LibC.MADV_DONTDUMP));
        Optional<String> swapped = attempt(
                "secrets may be written to swap; allow locked memory (ulimit -l, LimitMEMLOCK)",
                () -> libc.mlock(address, length));
        return swapped.or(() -> dumped);
    }

    /** What is so because a call failed, with the system's word for why. */
    private static Optional<String> attempt(String otherwise, Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (LastErrorException e) {
            return Optional.of(otherwise + " (" + e.getMessage() + ")");
        }
    }
}
