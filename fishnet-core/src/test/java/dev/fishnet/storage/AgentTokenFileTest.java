package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentTokens;
import dev.fishnet.storage.AgentTokenFile.Changed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-33")
class AgentTokenFileTest {
    private static final AgentName ANNA = new AgentName("anna");
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String LINE = "0a1b2c3d anna 2026-11-21T10:00:00Z " + DIGEST + "\n";

    @TempDir
    private Path folder;

    private Path path;
    private AgentTokenFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("agent-tokens");
        file = new AgentTokenFile(path);
    }

    private String issue() throws FishnetException {
        return file.update(tokens -> {
            AgentTokens.Issued issued = tokens.issue(ANNA, Instant.EPOCH);
            return new Changed<>(issued.tokens(), issued.text());
        });
    }

    private void put(String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whereThereIsNoFileThereAreNoTokens() throws FishnetException {
        assertEquals(AgentTokens.NONE, file.read());
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        String text = issue();

        assertEquals(Optional.of(ANNA), new AgentTokenFile(path).read().ownerOf(text));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertFalse(Files.readString(path).contains(text.substring(8)));
    }

    @Test
    void nothingIsLostBetweenTwoWriters() throws FishnetException {
        List<String> texts = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return issue();
                    } catch (FishnetException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        AgentTokens tokens = file.read();
        assertEquals(24, tokens.all().size());
        assertTrue(texts.stream().allMatch(text -> tokens.ownerOf(text).isPresent()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "fishnet-agent-tokens 1",
                "fishnet-agent-tokens 2\n",
                "fishnet-agent-tokens 1\nLINE\n",
                "fishnet-agent-tokens 1\nLINELINE",
                "fishnet-agent-tokens 1\nLINE0a1b2c3e anna 2026-11-21T10:00:00Z 0123",
                "fishnet-agent-tokens 1\n0a1b2c3d ANNA 2026-11-21T10:00:00Z DIGEST\n",
                "fishnet-agent-tokens 1\n0a1b2c3 anna 2026-11-21T10:00:00Z DIGEST\n",
                "fishnet-agent-tokens 1\n0a1b2c3d anna yesterday DIGEST\n",
                "fishnet-agent-tokens 1\n0a1b2c3d anna 2026-11-21T10:00:00Z fnagent_secret\n",
                "fishnet-agent-tokens 1\n0a1b2c3d  anna 2026-11-21T10:00:00Z DIGEST\n",
            })
    void aBrokenFileIsRefusedWhole(String text) throws IOException {
        put(text.replace("LINE", LINE).replace("DIGEST", DIGEST));

        FishnetException refused = assertThrows(FishnetException.class, file::read);

        assertEquals(ErrorKind.CORRUPT, refused.kind());
        assertFalse(refused.getMessage().contains("fnagent_secret"));
    }

    @Test
    void aFileThatOthersCanWriteIsRefused() throws IOException {
        put("fishnet-agent-tokens 1\n" + LINE);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));

        assertEquals(
                ErrorKind.DENIED,
                assertThrows(FishnetException.class, file::read).kind());
    }

    @Test
    void aFileWithoutEndIsNotRead() throws IOException {
        put("fishnet-agent-tokens 1\n" + LINE.repeat(11_000));

        assertEquals(
                ErrorKind.FAILED,
                assertThrows(FishnetException.class, file::read).kind());
    }

    @Test
    void aBrokenFileIsNotWrittenOver() throws IOException {
        put("not ours");

        assertThrows(FishnetException.class, this::issue);

        assertEquals("not ours", Files.readString(path));
    }
}
