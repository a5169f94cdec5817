package dev.fishnet.cli.lab.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has happened, as Markdown, in {@code target/storm.md}. */
final class Report {
    private final StormLab lab;
    private final long seed;
    private final long start = System.nanoTime();
    private final List<String> balances = new ArrayList<>();

    Report(StormLab lab, long seed) {
        this.lab = lab;
        this.seed = seed;
    }

    /** What was left of a cap when even small requests were refused, and what was counted that need not be. */
    void balance(String name, long cap, long left, long countedTooMuch) {
        balances.add("| %s | %s | %s (%.3f %%) | %s (%.3f %%) |%n"
                .formatted(
                        name,
                        dollars(cap),
                        dollars(left),
                        100.0 * left / cap,
                        dollars(countedTooMuch),
                        100.0 * countedTooMuch / cap));
    }

    void write() throws IOException {
        String text = head() + caps()
                + "\n| cap | | left, when a small request is refused | counted, and need not be |\n|---|---|---|---|\n"
                + String.join("", balances)
                + "\n| what | how often |\n|---|---|\n"
                + lab.storm().tally().rows();
        Files.writeString(Path.of("target", "storm.md"), text);
        System.out.println(text);
    }

    private String head() throws IOException {
        return "%s, %s, Linux %s, %d processors, load %s: %,d requests in %d s, seed %d.%n%n"
                .formatted(
                        LocalDate.now(),
                        processor(),
                        System.getProperty("os.version"),
                        Runtime.getRuntime().availableProcessors(),
                        Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                        lab.storm().requests(),
                        (System.nanoTime() - start) / 1_000_000_000,
                        seed);
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("?");
        }
    }

    private String caps() {
        Books books = lab.storm().books();
        return "| cap | in the end | charged by the upstreams | overspend | room not given, at most |\n|---|---|---|---|---|\n"
                + books.agents().entrySet().stream()
                        .map(entry -> row("agent " + entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())
                + row("all agents", books.total());
    }

    private static String row(String name, Cap cap) {
        return "| %s | %s | %s | %d µ$ | %s (%.3f %%) |%n"
                .formatted(
                        name,
                        dollars(cap.now()),
                        dollars(cap.charged()),
                        cap.overspend(),
                        dollars(cap.roomNotGiven()),
                        100.0 * cap.roomNotGiven() / cap.now());
    }

    private static String dollars(long micros) {
        return String.format(Locale.ROOT, "$%,.6f", micros / 1e6);
    }
}
