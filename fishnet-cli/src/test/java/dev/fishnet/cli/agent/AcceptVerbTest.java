package dev.fishnet.cli.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort.Baseline;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptVerbTest {
    private static final Baseline CLAUDES = baseline("claude");
    private static final Baseline CODEXS = baseline("codex");

    @TempDir
    Path folder;

    private Path data;
    private final FakePlatform platform = new FakePlatform();

    private static Baseline baseline(String agent) {
        return new Baseline(new AgentName(agent), UpstreamName.OPENAI, "ab".repeat(32), Instant.EPOCH);
    }

    @BeforeEach
    void aDataDirectory() throws IOException {
        data = Files.createDirectory(
                folder.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        platform.users.runningAs((Integer) Files.getAttribute(folder, "unix:uid"));
    }

    private Result accept(String agent) throws IOException {
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", data.toString())
                .run("agent", "accept", agent);
    }

    /** Found in review: whoever denies changed prompts had no way to accept a change. */
    @Test
    void anAgentsPromptsMayBeOthersFromNowOnWhileTheGatewayHasTheBooksOpen() throws Exception {
        try (SqliteBooks gateways = SqliteBooks.open(SqliteBooks.in(data))) {
            gateways.putIfAbsent(CLAUDES).toCompletableFuture().get();
            gateways.putIfAbsent(CODEXS).toCompletableFuture().get();

            Result result = accept("claude");

            assertEquals("The next prompts of claude are taken for its own.\n", result.out());
            assertEquals(List.of(CODEXS), gateways.baselines());
        }
    }

    @Test
    void withoutBooksThereIsNothingToForgetAndNoneAreMade() throws IOException {
        assertEquals(0, accept("claude").exitCode());
        assertFalse(Files.exists(SqliteBooks.in(data)));
    }

    @Test
    void whatCannotBeAnAgentIsRefused() throws IOException {
        assertEquals(2, accept("No Agent").exitCode());
    }
}
