package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link FileChangePort} promises of a file it may create. */
public interface FileChangePortContract {
    FileChangePort files();

    /** A path at which nothing is yet, in a folder that exists. */
    String freshPath();

    /** Owner and group that whoever runs the test may give to a file, with bits 0640. */
    FileMode mode();

    @Test
    default void aFileThatIsNotThereIsEmpty() throws FishnetException {
        assertEquals(Optional.empty(), files().read(freshPath()));
    }

    @Test
    default void whatWasWrittenIsRead() throws FishnetException {
        Step.WriteFile file = new Step.WriteFile(freshPath(), "first\nsecond", mode());

        files().write(file);

        assertEquals(Optional.of(file), files().read(freshPath()));
    }

    @Test
    default void writingReplacesContentAndMode() throws FishnetException {
        FileMode closed = new FileMode(mode().owner(), mode().group(), 0600);
        Step.WriteFile second = new Step.WriteFile(freshPath(), "second\n", closed);

        files().write(new Step.WriteFile(freshPath(), "first, and longer\n", mode()));
        files().write(second);

        assertEquals(Optional.of(second), files().read(freshPath()));
    }

    @Test
    default void aRemovedFileIsGone() throws FishnetException {
        files().write(new Step.WriteFile(freshPath(), "text", mode()));

        files().remove(freshPath());

        assertEquals(Optional.empty(), files().read(freshPath()));
    }

    @Test
    default void removingWhatIsNotThereIsNotAnError() throws FishnetException {
        files().remove(freshPath());

        assertEquals(Optional.empty(), files().read(freshPath()));
    }
}
