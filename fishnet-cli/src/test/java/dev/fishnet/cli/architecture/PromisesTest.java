package dev.fishnet.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise of docs/security.md has a test that cites it, and no test cites a promise that nobody made. */
class PromisesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern PROMISE = Pattern.compile("^\\| (S-[0-9]{2}) \\|", Pattern.MULTILINE);
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(S-[0-9]{2})\"\\)");

    @Test
    void promisesAndTestsAreTheSame() throws IOException {
        Set<String> promised = found(PROMISE, Files.readString(ROOT.resolve("docs/security.md")));

        assertFalse(promised.isEmpty());
        assertEquals(promised, cited());
    }

    private static Set<String> cited() throws IOException {
        Set<String> cited = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(PromisesTest::isTest).toList()) {
                cited.addAll(found(TAG, Files.readString(file)));
            }
        }
        return cited;
    }

    private static boolean isTest(Path file) {
        return file.toString().matches(".*/fishnet-[a-z-]+/src/(test|main)/java/.*(Test|IT|Contract)\\.java");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
