package dev.fishnet.cli.lab.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has happened, as Markdown, in {@code target/storm.md}. */
record Report(StormLab lab, long seed, long nanos) {
    void write() throws IOException {
        String text = head() + caps() + "\n| what | how often |\n|---|---|\n"
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
                        nanos / 1_000_000_000,
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
