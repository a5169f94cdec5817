package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacosPlatformTest {
    @TempDir
    Path folder;

    @Test
    void itsPlacesAndNamesAreThoseOfTheManual() {
        MacosPlatform macos = new MacosPlatform();

        assertEquals("/Library/Application Support/Fishnet", macos.dataDirectory());
        assertEquals("_fishnet", macos.users().serviceUser().toString());
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, 0644", "rw-------, 0600", "r-xr-x--x, 0551"})
    void aFileIsReadWithItsMode(String permissions, String octal) throws IOException, FishnetException {
        Path file = Files.writeString(folder.resolve("pf.conf"), "text\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        Step.WriteFile read = SystemFiles.ofThisMachine().read(file.toString()).orElseThrow();

        assertEquals("text\n", read.content());
        assertEquals(octal, read.mode().octal());
        assertEquals(Files.getOwner(file).getName(), read.mode().owner());
    }

    @Test
    void aFileThatIsNotThereIsEmptyAndOneThatIsTooLargeAnError() throws IOException, FishnetException {
        Path file = Files.write(folder.resolve("large"), new byte[SystemFiles.LARGEST + 1]);

        assertEquals(
                Optional.empty(),
                SystemFiles.ofThisMachine().read(folder.resolve("none").toString()));
        assertThrows(FishnetException.class, () -> SystemFiles.ofThisMachine().read(file.toString()));
    }
}
