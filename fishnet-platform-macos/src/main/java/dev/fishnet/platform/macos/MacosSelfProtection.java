package dev.fishnet.platform.macos;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.vault.SecretMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * No debugger (ptrace(2), {@code PT_DENY_ATTACH}), no core file (setrlimit(2)), and secrets that stay out of swap
 * (mlock(2)). A task port is not refused by any of this: macOS gives one to the same user.
 */
final class MacosSelfProtection implements SelfProtectionPort {
    private final Supplier<Libc> libc;

    MacosSelfProtection(Supplier<Libc> libc) {
        this.libc = libc;
    }

    @Override
    public List<String> protect() {
        List<String> failed = new ArrayList<>();
        attempt("debuggers may attach to this process", c -> c.ptrace(Libc.PT_DENY_ATTACH, 0, null, 0))
                .ifPresent(failed::add);
        attempt("this process may leave a core file", c -> c.setrlimit(Libc.RLIMIT_CORE, new long[] {0, 0}))
                .ifPresent(failed::add);
        failed.addAll(SecretMemory.lockWith(pages -> attempt(
                "secrets may be written to swap, which macOS encrypts",
                c -> c.mlock(pages, new NativeLong(pages.capacity())))));
        return List.copyOf(failed);
    }

    private Optional<String> attempt(String otherwise, Call call) {
        try {
            return call.in(libc.get()) == 0 ? Optional.empty() : Optional.of(otherwise);
        } catch (LastErrorException e) {
            return Optional.of(otherwise + " (errno " + e.getErrorCode() + ")");
        } catch (UnsatisfiedLinkError e) {
            return Optional.of(otherwise + " (the C library cannot be called)");
        }
    }

    private interface Call {
        int in(Libc c);
    }
}
