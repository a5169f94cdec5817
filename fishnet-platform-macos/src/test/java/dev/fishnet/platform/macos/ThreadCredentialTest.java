package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.ActingPortContract;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.ActingThread;
import dev.fishnet.user.FileOwner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadCredentialTest implements ActingPortContract {
    private final FakeLibc libc = new FakeLibc(0);

    @Override
    public ActingPort acting() {
        return new ActingThread(new ThreadCredential(() -> libc));
    }

    @Override
    public FileOwner somebody() {
        return new FileOwner(4_294_967_000L, 20);
    }

    @Test
    void theThreadOfTheWorkTakesTheCredentialAndNoOther() throws Exception {
        Thread worker = acting().as(somebody(), Thread::currentThread);

        assertEquals(List.of(new Taken(worker, -296, 20)), libc.taken);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    @Tag("S-62")
    void withoutTheCredentialNothingIsDone(Supplier<Libc> refusing) {
        CopyOnWriteArrayList<String> done = new CopyOnWriteArrayList<>();
        ActingPort acting = new ActingThread(new ThreadCredential(refusing));

        FishnetException refused =
                assertThrows(FishnetException.class, () -> acting.as(somebody(), () -> done.add("work")));

        assertEquals(ErrorKind.NOT_PRIVILEGED, refused.kind());
        assertEquals(List.of(), done);
    }

    static Stream<Supplier<Libc>> refusals() {
        return Stream.of(() -> new FakeLibc(-1), () -> new FakeLibc(1), () -> {
            throw new UnsatisfiedLinkError("none");
        });
    }

    private record Taken(Thread thread, int uid, int gid) {}

    /** @param answer 0 when it does, -1 when it says no, an error number when that is thrown */
    private static final class FakeLibc implements Libc {
        private final List<Taken> taken = new CopyOnWriteArrayList<>();
        private final int answer;

        FakeLibc(int answer) {
            this.answer = answer;
        }

        @Override
        public int pthread_setugid_np(int uid, int gid) {
            if (answer > 0) {
                throw new LastErrorException(answer);
            }
            taken.add(new Taken(Thread.currentThread(), uid, gid));
            return answer;
        }

        @Override
        public int ptrace(int request, int pid, @Nullable Pointer address, int data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int setrlimit(int resource, long[] limits) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int mlock(ByteBuffer pages, NativeLong length) {
            throw new UnsupportedOperationException();
        }
    }
}
