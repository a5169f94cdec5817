package dev.fishnet.llm;

import dev.fishnet.spend.Tier;
import dev.fishnet.spend.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An answer from {@code answers/}, and what it took. */
record RecordedAnswer(String file, LlmApi api, Optional<Usage> usage, String text) {
    static Stream<RecordedAnswer> all() {
        return read("answers.csv").lines().filter(line -> !line.startsWith("#")).map(RecordedAnswer::of);
    }

    static RecordedAnswer named(String file) {
        return all().filter(answer -> answer.file.equals(file)).findFirst().orElseThrow();
    }

    RecordedAnswer with(String other) {
        return new RecordedAnswer(file, api, usage, other);
    }

    boolean streamed() {
        return file.endsWith(".sse");
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return file;
    }

    private static RecordedAnswer of(String line) {
        List<String> cells = List.of(line.split(","));
        return new RecordedAnswer(cells.get(0), LlmApi.valueOf(cells.get(1)), usage(cells), read(cells.get(0)));
    }

    private static Optional<Usage> usage(List<String> cells) {
        if (cells.get(3).equals("none")) {
            return Optional.empty();
        }
        List<Long> counts = cells.subList(3, 8).stream().map(Long::valueOf).toList();
        return Optional.of(new Usage(
                counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4), Tier.valueOf(cells.get(8))));
    }

    private static String read(String file) {
        try (InputStream in = RecordedAnswer.class.getResourceAsStream("/answers/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
