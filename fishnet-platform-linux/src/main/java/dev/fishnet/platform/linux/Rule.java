package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A rule as iptables-save(8) writes it after {@code -A CHAIN}, word by word, so that quoting makes no difference. */
record Rule(List<String> words) {
    private static final Pattern WORD = Pattern.compile("\\G\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\"]++))");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:/!=-]+");

    Rule {
        words = List.copyOf(words);
    }

    /** Reads a rule of ours or of iptables-save. */
    static Rule parse(String text) {
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
        return new Rule(words);
    }

    static Rule jump(String chain) {
        return new Rule(List.of("-j", chain));
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
        return words.stream().map(Rule::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "\"" + word.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
    }
}
