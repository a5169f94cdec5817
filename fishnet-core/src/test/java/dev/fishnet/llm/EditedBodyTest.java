package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditedBodyTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void editsAreMadeInTheOrderOfTheBody() {
        List<BodyEdit> edits = List.of(new BodyEdit(8, 10, "\u00fc"), new BodyEdit(0, 0, "<"), new BodyEdit(3, 5, ""));

        assertEquals("<012567\u00fc", Prompts.edited(BODY, edits));
        assertEquals("0123456789", Prompts.edited(BODY, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"2,1", "9,11", "4,6"})
    void editsThatOverlapOrLeaveTheBodyAreAMistake(int from, int to) {
        List<BodyEdit> edits = List.of(new BodyEdit(3, 5, ""), new BodyEdit(from, to, ""));

        assertThrows(IllegalArgumentException.class, () -> EditedBody.of(BODY.length, edits));
    }
}
