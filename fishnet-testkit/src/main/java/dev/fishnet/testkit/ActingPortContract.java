package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.FileOwner;
import org.junit.jupiter.api.Test;

/** What every {@link ActingPort} promises of the work, whatever the account may do. */
public interface ActingPortContract {
    ActingPort acting();

    /** An account that this process may act as. */
    FileOwner somebody();

    @Test
    default void theResultIsThatOfTheWork() throws Exception {
        assertEquals("done", acting().as(somebody(), () -> "done"));
    }

    @Test
    default void whatTheWorkThrowsIsThrown() {
        FishnetException known = new FishnetException(ErrorKind.NOT_FOUND, "there is none");
        IllegalStateException mistake = new IllegalStateException("a mistake");

        assertSame(
                known,
                assertThrows(
                        FishnetException.class,
                        () -> acting().as(somebody(), () -> {
                            throw known;
                        })));
        assertSame(
                mistake,
                assertThrows(
                        IllegalStateException.class,
                        () -> acting().as(somebody(), () -> {
                            throw mistake;
                        })));
    }

    /** The thread that asked is what it was, whatever becomes of the one that did the work. */
    @Test
    default void theWorkHasAThreadOfItsOwnEachTime() throws Exception {
        Thread first = acting().as(somebody(), Thread::currentThread);
        Thread second = acting().as(somebody(), Thread::currentThread);

        assertNotSame(Thread.currentThread(), first);
        assertNotSame(first, second);
    }
}
