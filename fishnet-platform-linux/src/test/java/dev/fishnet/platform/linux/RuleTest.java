package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    @Test
    void quotingMakesNoDifference() {
        assertEquals(Rule.parse("--comment fishnet:agent -j DROP"), Rule.parse("--comment \"fishnet:agent\"  -j DROP"));
    }

    @Test
    void escapedQuotesAndBackslashesAreRead() {
        Rule rule = Rule.parse("--comment \"a \\\"b\\\" \\\\c\" -j ACCEPT");

        assertEquals(List.of("--comment", "a \"b\" \\c", "-j", "ACCEPT"), rule.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"b\" \\c", "", " ", "fishnet deny: ", "it's", "$(reboot)", "10/min", "é", "\\\\"})
    void whatIsWrittenIsReadAgain(String word) {
        Rule rule = new Rule(List.of("--comment", word, "-j", "DROP"));

        assertEquals(rule, Rule.parse(rule.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--comment \"open", "--comment \"open\\\"", "a\"b\" \"", "\""})
    void anOpenQuoteIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Rule.parse(text));
    }

    @Test
    void theValueOfAnOptionIsTheWordAfterIt() {
        Rule rule = Rule.parse("-m owner --uid-owner 7 -j");

        assertEquals(Optional.of("7"), rule.valueOf("--uid-owner"));
        assertEquals(Optional.empty(), rule.valueOf("--comment"));
        assertEquals(Optional.empty(), rule.valueOf("-j"));
    }
}
