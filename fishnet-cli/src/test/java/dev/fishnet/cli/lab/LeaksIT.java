package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.lab.Battery.Outcome;
import dev.fishnet.cli.lab.Battery.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our own ways out of the lockdown, listed in {@code docs/leaks.md}: each leaks without rules, and does not with them.
 * A leak is a packet on the wire (or on loopback), whatever the agent is told.
 */
@Tag("S-01")
@Tag("S-02")
class LeaksIT {
    private static final int AT_LEAST = 60;
    private static final String NOT_HERE = "N/A";

    private static final String LISTING = "## Every way";

    private static Battery battery;
    private static List<Way> ways;
    private static final Map<String, List<Outcome>> RESULTS = new LinkedHashMap<>();

    @BeforeAll
    static void build() throws IOException {
        Requirements.rootOnLinux();
        Requirements.tools("ip", "iptables", "nft", "useradd", "ping", "python3", "unshare", "newuidmap");
        Requirements.tools("slirp4netns", "pasta", "sysctl");
        battery = new Battery();
        ways = battery.ways();
    }

    @AfterAll
    static void remove() {
        RESULTS.forEach((run, outcomes) -> System.out.println(run + ": "
                + outcomes.stream().collect(Collectors.groupingBy(Outcome::verdict, Collectors.counting()))));
    }

    @Test
    void thereAreEnoughWaysThatLeakWithoutRules() {
        long leaking = ways.stream()
                .filter(way -> way.expected("none").equals("LEAK"))
                .filter(way -> way.expected("strict").equals("BLOCKED"))
                .count();

        assertTrue(leaking >= AT_LEAST, () -> leaking + " ways");
    }

    @Test
    void theyAreTheOnesThatTheManualLists() throws IOException {
        Path manual = Path.of("..", "docs", "leaks.md");
        String text = Files.readString(manual);
        String before = text.substring(0, text.indexOf(LISTING) + LISTING.length());
        String expected = before + "\n" + listing();
        if (Boolean.getBoolean("golden.update") && !text.equals(expected)) {
            Files.writeString(manual, expected);
        }

        assertEquals(expected, text, "-Dgolden.update=true rewrites it");
    }

    private static String listing() {
        Map<String, List<Way>> groups =
                ways.stream().collect(Collectors.groupingBy(Way::group, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group ->
                        "\n### " + group.getKey() + " (" + group.getValue().size() + ")\n\n"
                                + group.getValue().stream().map(LeaksIT::entry).collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String entry(Way way) {
        return "- " + way.name() + (way.noControl().isEmpty() ? "" : " (not seen to leak: " + way.noControl() + ")")
                + "\n";
    }

    @Test
    void withoutRulesEveryWayLeaks() throws Exception {
        judge("none", "none");
    }

    @ParameterizedTest
    @CsvSource({"iptables,standard", "iptables,strict", "nftables,standard", "nftables,strict"})
    void withRulesNoneDoes(String backend, String mode) throws Exception {
        List<String> enable = new ArrayList<>(List.of("--backend", backend));
        if (mode.equals("strict")) {
            enable.addAll(List.of("--strict", "--allow-port", "8000", "--allow-port", "8001"));
        }

        judge(backend + " " + mode, mode, enable.toArray(String[]::new));
    }

    private static void judge(String title, String mode, String... enable) throws Exception {
        List<Outcome> outcomes = battery.run(mode, enable);
        RESULTS.put(title, outcomes);

        Map<String, Way> known =
                ways.stream().collect(Collectors.toMap(way -> line(way.group(), way.name()), way -> way));
        List<Outcome> wrong = outcomes.stream()
                .filter(outcome -> !fits(known.get(line(outcome)), mode, outcome))
                .toList();
        assertEquals("", details(wrong), title);
        assertEquals(ways.size(), outcomes.size());
    }

    /** What this kernel does not have is no way out of it, with rules or without. */
    private static boolean fits(@Nullable Way way, String mode, Outcome outcome) {
        boolean nothingToExpect =
                mode.equals("none") && way != null && !way.noControl().isEmpty();
        return way != null
                && (nothingToExpect
                        || outcome.verdict().equals(NOT_HERE)
                        || outcome.verdict().equals(way.expected(mode)));
    }

    private static String line(Outcome outcome) {
        return line(outcome.group(), outcome.name());
    }

    private static String line(String group, String name) {
        return group + ": " + name;
    }

    private static String details(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.verdict() + "  " + line(outcome) + "  [" + outcome.agentSaw() + "]")
                .collect(Collectors.joining("\n"));
    }
}
