package dev.fishnet.platform.linux;

import dev.fishnet.plan.PlainWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule as iptables-save(8) writes it after {@code -A CHAIN}, word by word, so that quoting makes no difference. */
record Rule(List<String> words) {
    private static final Pattern WORD = Pattern.compile("\\G\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\"]++))");
    private static final String PLAIN = "_.,:/!=-";

    Rule {
        words = List.copyOf(words);
    }

    /** Reads a rule of ours or of iptables-save. */
    static Rule parse(String text) {
        return text.indexOf('"') < 0 ? new Rule(plainWords(text)) : new Rule(words(text));
    }

    /** What no quotes are in, which is nearly everything, needs no pattern. */
    private static List<String> plainWords(String text) {
        String line = text.strip();
        List<String> words = new ArrayList<>();
        for (int from = 0; from < line.length(); ) {
            int space = line.indexOf(' ', from);
            int to = space < 0 ? line.length() : space;
            if (to > from) {
                words.add(line.substring(from, to));
            }
            from = to + 1;
        }
        return words;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (matcher.find()) {
            String quoted = matcher.group(1);
            words.add(quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("not a rule: " + text);
        }
        return words;
    }

    static Rule jump(String chain) {
        return new Rule(List.of("-j", chain));
    }

    /** Written out, as is {@link #hashCode}: a record's own are put together anew in every process that asks. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rule that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** The chain or the verdict that it leads to. */
    Optional<String> target() {
        return valueOf("-j").or(() -> valueOf("-g"));
    }

    /** The word after an option, for example after {@code --uid-owner}. */
    Optional<String> valueOf(String option) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 == words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /** The rule as iptables-restore(8) reads it. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(word));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        return PlainWord.is(word, PLAIN) ? word : "\"" + word.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
    }
}
