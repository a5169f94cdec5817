package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenialCodeTest {
    private static final Path MANUAL = Path.of("").toAbsolutePath().resolveSibling("docs/refusals.md");
    private static final Pattern ROW =
            Pattern.compile("^(\\| `[a-z_]+` \\| [0-9]{3} \\| [^|]+ \\|) ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    /** Statuses after which SDKs try again by themselves. */
    private static final Set<Integer> RETRIED = Set.of(408, 409, 429);

    @Test
    void theManualHasEveryCodeWithItsStatusAndMeaning() throws IOException {
        List<String> expected = Arrays.stream(DenialCode.values())
                .map(code -> "| `" + code.id() + "` | " + code.status() + " | " + code.meaning() + " |")
                .toList();

        assertEquals(
                String.join("\n", expected),
                ROW.matcher(Files.readString(MANUAL))
                        .results()
                        .map(row -> row.group(1))
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void everyOtherRowOfTheTableIsOneOfThem() throws IOException {
        String text = Files.readString(MANUAL);
        String table = text.substring(text.indexOf("| code | status |"));

        assertEquals(
                DenialCode.values().length + 2,
                table.lines().filter(line -> line.startsWith("|")).count());
    }

    @ParameterizedTest
    @EnumSource(DenialCode.class)
    void aCodeIsTheNameOfARule(DenialCode code) {
        assertEquals(code.id(), new RuleId(code.id()).value());
        assertEquals(code.name(), code.id().toUpperCase(Locale.ROOT));
        assertTrue(code.status() >= 400 && code.status() < 600);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RATE_LIMIT_EXCEEDED", "TOO_SLOW"})
    void onlyWhatWaitingHelpsInvitesToTryAgain(DenialCode code) {
        assertTrue(!RETRIED.contains(code.status()));
    }
}
