package dev.fishnet.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor is a script that a real process runs. */
class EditVerbTest {
    @TempDir
    Path data;

    private final List<Command> started = new ArrayList<>();
    private Path file = Path.of("unset");
    private CommandLineHarness harness = CommandLineHarness.onOs("unset");

    @BeforeEach
    void setUp() throws IOException {
        file = Files.writeString(data.resolve("fishnet.toml"), "[gateway]\nport = 4000\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        FakePlatform platform = new FakePlatform();
        platform.attended = this::runHere;
        harness = CommandLineHarness.on(platform).with("FISHNET_DATA_DIR", data.toString());
    }

    @Test
    @Tag("S-30")
    void whatChecksTakesTheFilesPlaceWithItsMode() throws IOException {
        Result result = edit("sed -i s/4000/4001/ \"$2\"");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("[gateway]\nport = 4001\n", Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    @Tag("S-30")
    void whatDoesNotCheckIsNotSaved() throws IOException {
        Result result = edit("sed -i s/4000/0/ \"$2\"");

        assertEquals(3, result.exitCode());
        assertEquals("[gateway]\nport = 4000\n", Files.readString(file));
        assertTrue(
                result.err().contains("fishnet.toml:2: gateway.port: out of range: it must be 1 to 65535"),
                result.err());
    }

    @Test
    void theEditorGetsItsOwnWordsAndTheCopyAndNoShell() throws IOException {
        edit("true");

        List<String> argv = started.getFirst().argv();
        assertEquals("-w", argv.get(1));
        assertTrue(argv.get(2).endsWith("/fishnet.toml"), argv.toString());
        assertFalse(argv.get(2).startsWith(data.toString()), argv.toString());
        assertEquals(3, argv.size());
    }

    @Test
    @Tag("S-30")
    void theCopyIsNobodyElsesAndGoneAfterwards() throws IOException {
        Path seen = data.resolve("seen");
        edit("stat -c %a \"$2\" > " + seen + "; stat -c %a \"$(dirname \"$2\")\" >> " + seen + "; touch \"$2.swp\"");

        assertEquals("600\n700\n", Files.readString(seen));
        assertFalse(Files.exists(Path.of(started.getFirst().argv().get(2)).getParent()));
    }

    @Test
    void anEditorThatFailsSavesNothing() throws IOException {
        Result result = edit("sed -i s/4000/4001/ \"$2\"; exit 7");

        assertEquals(1, result.exitCode());
        assertEquals("[gateway]\nport = 4000\n", Files.readString(file));
    }

    @Test
    void whatSomebodyElseSavedMeanwhileIsNotWrittenOver() throws IOException {
        Result result = edit("sed -i s/4000/4001/ \"$2\"; echo '# theirs' > " + file);

        assertEquals(1, result.exitCode());
        assertEquals("# theirs\n", Files.readString(file));
    }

    @Test
    void aFileThatIsNotThereYetIsMadeForItsOwnerAlone() throws IOException {
        Files.delete(file);

        Result result = edit("echo '[gateway]' > \"$2\"");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void nothingChangedIsSaid() throws IOException {
        assertEquals(new Result(0, "Nothing has changed.\n", ""), edit("true"));
    }

    private Result edit(String script) throws IOException {
        Path editor = Files.writeString(data.resolve("editor.sh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        return harness.with("EDITOR", editor + "  -w").run("policy", "edit");
    }

    private int runHere(Command command) {
        started.add(command);
        try {
            return new ProcessBuilder(command.argv()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
