package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-21")
class MacosSelfProtectionTest {
    /** One test, because the process has one memory for secrets, and what is locked stays locked. */
    @Test
    void whatDoesNotWorkIsSaidHidesNothingElseAndIsTriedAgain() {
        FakeLibc refusing = new FakeLibc(1);
        FakeLibc willing = new FakeLibc(0);

        assertEquals(
                List.of(
                        "debuggers may attach to this process (errno 1)",
                        "this process may leave a core file (errno 1)",
                        "secrets may be written to swap, which macOS encrypts (errno 1)"),
                new MacosSelfProtection(() -> refusing).protect());
        assertEquals(List.of(), new MacosSelfProtection(() -> willing).protect());
        assertEquals(List.of("ptrace 31 0 0", "setrlimit 4 [0, 0]", "mlock"), willing.calls);
    }

    @Test
    void aLibraryThatCannotBeCalledIsSaid() {
        MacosSelfProtection protection = new MacosSelfProtection(() -> {
            throw new UnsatisfiedLinkError("none");
        });

        assertEquals(
                "debuggers may attach to this process (the C library cannot be called)",
                protection.protect().getFirst());
    }

    private static final class FakeLibc implements Libc {
        private final List<String> calls = new ArrayList<>();
        private final int errno;

        FakeLibc(int errno) {
            this.errno = errno;
        }

        @Override
        public int ptrace(int request, int pid, @Nullable Pointer address, int data) {
            return called("ptrace " + request + " " + pid + " " + data);
        }

        @Override
        public int setrlimit(int resource, long[] limits) {
            return called("setrlimit " + resource + " " + Arrays.toString(limits));
        }

        @Override
        public int pthread_setugid_np(int uid, int gid) {
            return called("pthread_setugid_np " + uid + " " + gid);
        }

        @Override
        public int mlock(ByteBuffer pages, NativeLong length) {
            assertEquals(pages.capacity(), length.intValue());
            return called("mlock");
        }

        private int called(String call) {
            calls.add(call);
            if (errno != 0) {
                throw new LastErrorException(errno);
            }
            return 0;
        }
    }
}
