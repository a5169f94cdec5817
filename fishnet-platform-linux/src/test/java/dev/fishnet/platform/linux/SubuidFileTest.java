package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-01")
class SubuidFileTest {
    private static final UserAccount AGENT = new UserAccount(new UserName("agent"), 1001, 1001);

    private static void assertRanges(String text, Range... ranges) throws FishnetException {
        assertEquals(new SubordinateIds(List.of(ranges)), SubuidFile.parse(text, AGENT));
    }

    @Test
    void linesCountByNameAndByUid() throws FishnetException {
        assertRanges(
                "other:100000:65536\nagent:165536:65536\n1001:300000:10\nagents:500000:5\n10011:600000:5\n",
                new Range(165_536, 231_071),
                new Range(300_000, 300_009));
    }

    @Test
    void theLastLineNeedsNoEnd() throws FishnetException {
        assertRanges("agent:100000:1", new Range(100_000, 100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "other\n:::\n", "agent:100000:0\n", "# agent:1:1\n", "agentx:1:1"})
    void nobodyElsesLinesMatter(String text) throws FishnetException {
        assertRanges(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent                      | three fields are expected",
                "agent:100000               | three fields are expected",
                "agent:100000:65536:        | three fields are expected",
                "agent:x:65536              | not a number: 'x'",
                "agent:100000:-1            | not a number: '-1'",
                "agent: 100000:1            | not a number: ' 100000'",
                "agent:100000:99999999999   | not a number: '99999999999'",
                "1001:4294967000:65536      | not a range of subordinate uids: 4294967000-4295032535",
                "01001:0:10                 | not a range of subordinate uids: 0-9",
            })
    void aLineOfTheAgentThatCannotBeUnderstoodIsAnError(String line, String why) {
        FishnetException refused =
                assertThrows(FishnetException.class, () -> SubuidFile.parse("other:1:1\n" + line + "\n", AGENT));

        assertEquals("/etc/subuid line 2 cannot be understood: " + why, refused.getMessage());
        assertEquals(ErrorKind.CORRUPT, refused.kind());
    }
}
