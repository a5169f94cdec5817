package dev.fishnet.proxy.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.llm.BodyEdit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-57")
class BodyTextTest {
    private static final String AWS = "AKIAIOSFODNN7EXAMPLE";
    private static final Optional<List<BodyEdit>> UNREAD = Optional.empty();

    @Test
    void aShortBodyStaysAsItIs() {
        assertEquals(new BodyText("{\"é\":1}", 8), of("{\"é\":1}", Optional.of(List.of())));
        assertEquals(new BodyText("é", 2), of("é", UNREAD));
    }

    @Test
    void foundSecretsAreReplacedAndALongBodyIsCut() {
        String body = "12345" + "x".repeat(BodyText.LONGEST);

        BodyText text = of(body, Optional.of(List.of(new BodyEdit(1, 3, "[no]"))));

        assertEquals("1[no]45" + "x".repeat(BodyText.LONGEST - 5), text.text());
        assertEquals(body.length(), text.length());
    }

    @Test
    void aSecretThatIsCutInTwoIsLeftOutWhole() {
        int at = BodyText.LONGEST - 4;
        String body = "x".repeat(at) + AWS + "y".repeat(BodyText.LONGEST);

        BodyText text = of(body, Optional.of(List.of(new BodyEdit(at, at + AWS.length(), "[no]"))));

        assertEquals("x".repeat(at) + "[no]", text.text());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 65_515, 65_530, 65_536, 69_620, 69_632, 69_700})
    void whatNobodyHasReadIsLookedThrough(int at) {
        String body =
                "- ".repeat(40_000).substring(0, at) + " " + AWS + " " + (" " + AWS).repeat(500) + " -".repeat(40_000);

        String text = of(body, UNREAD).text();

        assertFalse(text.contains("AKIA"), "half a key");
        assertTrue(text.length() <= BodyText.LONGEST);
        assertEquals(at < BodyText.LONGEST - 22, text.contains("[redacted by fishnet]"));
    }

    private static BodyText of(String body, Optional<List<BodyEdit>> redaction) {
        byte[] bytes = body.getBytes(UTF_8);
        return BodyText.of(Arrays.copyOf(bytes, Math.min(bytes.length, BodyText.READ)), bytes.length, redaction);
    }
}
