package dev.fishnet.platform.macos;

import com.sun.jna.LastErrorException;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.ActingThread;
import dev.fishnet.user.FileOwner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The credential of one thread (pthread_setugid_np(2)): a uid, a gid, no other group, and with the uid goes what root
 * may do. Threads that it starts inherit it.
 */
final class ThreadCredential implements ActingThread.Becoming {
    private final Supplier<Libc> libc;

    ThreadCredential(Supplier<Libc> libc) {
        this.libc = libc;
    }

    @Override
    public void become(FileOwner owner) throws FishnetException {
        try {
            if (libc.get().pthread_setugid_np((int) owner.uid(), (int) owner.gid()) != 0) {
                throw refused(owner, null);
            }
        } catch (LastErrorException | UnsatisfiedLinkError e) {
            throw refused(owner, e);
        }
    }

    private static FishnetException refused(FileOwner owner, @Nullable Throwable cause) {
        return new FishnetException(
                ErrorKind.NOT_PRIVILEGED,
                "the kernel does not let this process act as uid " + owner.uid(),
                "re-run with sudo",
                cause);
    }
}
