package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.platform.linux.Stage.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every way into another process that we know of, tried on a real one. */
@EnabledOnOs(OS.LINUX)
class ReadersTest {
    private static final String CMDLINE = "`/proc/PID/cmdline`";
    private static final String MEM = "`/proc/PID/mem`";
    private static final String HEAP_DUMP = "`jcmd` (`GC.heap_dump`)";
    private static final Set<String> OF_THE_USER = Set.of(CMDLINE, "its files (0600 in 0700)", "its unix socket");

    private static final List<String> UNLIMITED = List.of("--core=unlimited", "--");
    private static final List<String> OPTIONS = List.of("-XX:+DisableAttachMechanism", "-XX:-UsePerfData");

    private static final Map<String, Map<String, Boolean>> MEASURED = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void letEverybodyTry() throws Exception {
        Stage stage = new Stage(folder);
        measure(stage, Stage.NOBODY, "plain", List.of());
        measure(stage, Stage.NOBODY, "options alone", OPTIONS);
        measure(stage, Stage.NOBODY, "calls alone", List.of(), "protect");
        measure(stage, Stage.NOBODY, "both", OPTIONS, "protect");
        if (Stage.isRoot()) {
            measure(stage, Stage.STRANGER, "stranger, plain", List.of());
            measure(stage, Stage.STRANGER, "stranger, both", OPTIONS, "protect");
        }
    }

    private static void measure(Stage stage, int reader, String column, List<String> options, String... words)
            throws Exception {
        try (Running victim = stage.start(hardCoreLimitIsOpen() ? UNLIMITED : List.of(), options, words)) {
            String commandLine = Files.readString(Path.of("/proc/" + victim.pid() + "/cmdline"));
            assertFalse(commandLine.contains(Stage.SECRET), "a secret on the command line");
            MEASURED.put(column, stage.read(reader, victim));
        }
    }

    private static boolean hardCoreLimitIsOpen() throws IOException {
        return Files.readString(Path.of("/proc/self/limits")).matches("(?s).*Max core file size +\\S+ +unlimited.*");
    }

    @Test
    @Tag("S-21")
    void thatEveryWayWorksIsShownOnAProcessWithoutProtection() throws IOException {
        assumeNothingElseProtects();

        assertEquals(
                List.of(),
                measured("plain").entrySet().stream()
                        .filter(way -> !way.getValue())
                        .map(Map.Entry::getKey)
                        .toList());
        assertEquals(17, measured("plain").size());
    }

    @Test
    @Tag("S-21")
    void theSameUserReadsNothingOfAProtectedProcess() {
        assertEquals(OF_THE_USER, readable("both"));
    }

    @Test
    @Tag("S-21")
    void theOptionsAndTheCallsAreBothNeeded() throws IOException {
        assumeNothingElseProtects();

        assertTrue(readable("options alone").contains(MEM));
        assertFalse(readable("options alone").contains(HEAP_DUMP));
        assertFalse(readable("calls alone").contains(MEM));
        assertTrue(readable("calls alone").contains(HEAP_DUMP));
    }

    @Test
    @Tag("S-20")
    void anotherUserReadsNothing() {
        assumeTrue(Stage.isRoot(), "only root can play another user");

        assertEquals(Set.of(CMDLINE), readable("stranger, plain"));
        assertEquals(Set.of(CMDLINE), readable("stranger, both"));
    }

    @Test
    @Tag("S-20")
    @Tag("S-21")
    void theTableInTheDocumentsIsWhatWasMeasured() throws IOException {
        assumeTrue(Stage.isRoot(), "only root can play another user");
        assumeNothingElseProtects();

        String documents = Files.readString(Path.of("../docs/security.md"));

        assertTrue(documents.contains(table()), () -> "docs/security.md needs this table:\n" + table());
    }

    private static void assumeNothingElseProtects() throws IOException {
        Optional<String> scope = Stage.kernelSays("/proc/sys/kernel/yama/ptrace_scope");
        assumeTrue(scope.orElse("0").equals("0"), "Yama keeps processes of one user apart already");
        String pattern = Stage.kernelSays("/proc/sys/kernel/core_pattern").orElse("");
        assumeTrue(pattern.startsWith("core"), "core files of this system go elsewhere: " + pattern);
        assumeTrue(hardCoreLimitIsOpen(), "core files are forbidden here");
    }

    private static Set<String> readable(String column) {
        return measured(column).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<String, Boolean> measured(String column) {
        return Objects.requireNonNull(MEASURED.get(column), column);
    }

    private static String table() {
        return measured("plain").keySet().stream()
                .map(way -> Stream.of("plain", "options alone", "calls alone", "both", "stranger, both")
                        .map(column -> readable(column).contains(way) ? "read" : "denied")
                        .collect(Collectors.joining(" | ", "| " + way + " | ", " |")))
                .collect(Collectors.joining("\n"));
    }
}
