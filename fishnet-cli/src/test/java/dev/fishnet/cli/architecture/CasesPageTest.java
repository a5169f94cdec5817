package dev.fishnet.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/cases.md says which test asks for what: every test that it names exists. */
class CasesPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)\\.([a-z][A-Za-z0-9]*)`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        List<MatchResult> named = NAMED.matcher(Files.readString(ROOT.resolve("docs/cases.md")))
                .results()
                .toList();
        TreeSet<String> missing = new TreeSet<>();
        for (MatchResult each : named) {
            if (!tests.getOrDefault(each.group(1), "").contains("void " + each.group(2) + "(")) {
                missing.add(each.group());
            }
        }

        assertTrue(named.size() > 60);
        assertEquals(new TreeSet<>(), missing);
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(CasesPageTest::isTest).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
        }
        return tests;
    }

    private static boolean isTest(Path file) {
        return file.toString().matches(".*/fishnet-[a-z-]+/src/test/java/.*Test\\.java");
    }
}
