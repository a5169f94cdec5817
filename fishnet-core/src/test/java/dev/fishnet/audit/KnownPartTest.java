package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPartTest {
    private final List<String> spelled = new ArrayList<>();
    private final KnownPart<String> part = new KnownPart<>((line, id) -> {
        spelled.add(id);
        line.text("id", id, TextLimit.NAME);
    });

    private String written(String id) {
        LineWriter line = new LineWriter().number("n", 1);
        part.write(line, id);
        return new String(line.number("m", 2).finish(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "a \"b\" \\ \n", "\u00fc\u20ac\ud83d\udc1f"})
    void whatIsWrittenAgainIsWrittenTheSameAndSpelledOnce(String id) {
        String first = written(id);

        assertEquals(first, written(id));
        assertEquals(
                new String(
                        new LineWriter()
                                .number("n", 1)
                                .text("id", id, TextLimit.NAME)
                                .number("m", 2)
                                .finish(),
                        UTF_8),
                first);
        assertEquals(List.of(id), spelled);
    }

    @Test
    void valuesThatShareAPlaceAreNotTakenForEachOther() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        for (String id : List.of("Aa", "BB", "BB", "Aa")) {
            assertEquals("{\"n\":1,\"id\":\"" + id + "\",\"m\":2}", written(id));
        }
        assertEquals(List.of("Aa", "BB", "Aa"), spelled);
    }

    @Test
    void whatIsLongIsNotKept() {
        String text = "x".repeat(600);

        assertEquals(written(text), written(text));
        assertEquals(List.of(text, text), spelled);
    }
}
