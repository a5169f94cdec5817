package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-02")
class PfConfTest {
    static final String STOCK = """
            #
            # com.apple anchor point
            #
            scrub-anchor "com.apple/*"
            nat-anchor "com.apple/*"
            rdr-anchor "com.apple/*"
            dummynet-anchor "com.apple/*"
            anchor "com.apple/*"
            load anchor "com.apple" from "/etc/pf.anchors/com.apple"
            """;
    private static final String OWN = """
            ext = "en0"
            table <bad> { 192.0.2.7, \\
            198.51.100.7 }
            set skip on lo0
            scrub in all
            nat on $ext from 10.0.0.0/8 \\
              to any -> ($ext)
            pass out quick all
            block in all
            """;
    private static final String ANCHOR = "anchor \"com.fishnet.localonly\"";
    private static final String LOAD =
            "load anchor \"com.fishnet.localonly\" from \"/etc/pf.anchors/com.fishnet.localonly\"";

    /** Main files as they are met. */
    enum Shape {
        STOCK(PfConfTest.STOCK),
        WITHOUT_END(PfConfTest.STOCK.strip()),
        WITH_OUR_NAME_IN_A_COMMENT("# anchor \"com.fishnet.localonly\" was here\n" + PfConfTest.STOCK),
        RULES_OF_THE_OWNER(OWN),
        TRANSLATION_ONLY("nat-anchor \"x/*\"\n"),
        WITH_AN_INCLUDE("include \"/etc/pf.macros\"\nnat-anchor \"x/*\"\ninclude \"/etc/pf.more\"\npass all\n"),
        INCLUDE_ALONE("include \"/etc/pf.more\""),
        ONE_LINE_WITHOUT_END("pass all"),
        BLANK_LINES_LAST("pass all\n\n\n"),
        WITH_CARRIAGE_RETURNS(PfConfTest.STOCK.replace("\n", "\r\n")),
        EMPTY("");

        private final String text;

        Shape(String text) {
            this.text = text;
        }
    }

    private static List<String> edited(Shape shape) {
        return PfConf.withAnchor(shape.text).lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void theAnchorIsInsertedOnceAndLoadedLast(Shape shape) {
        List<String> lines = edited(shape);

        assertEquals(1, lines.stream().filter(ANCHOR::equals).count());
        assertTrue(lines.getLast().startsWith(LOAD));
        assertTrue(PfConf.withAnchor(shape.text).endsWith("\n"));
    }

    @ParameterizedTest
    @EnumSource
    void insertingTwiceChangesNothing(Shape shape) {
        String once = PfConf.withAnchor(shape.text);

        assertEquals(once, PfConf.withAnchor(once));
    }

    @ParameterizedTest
    @EnumSource
    void removingGivesTheSameBytes(Shape shape) {
        assertEquals(shape.text, PfConf.withoutAnchor(PfConf.withAnchor(shape.text)));
    }

    @Test
    void whatSomebodyAppendsAfterOursIsNotGluedToWhatStoodBefore() {
        String appended = PfConf.withAnchor(STOCK.strip()) + "pass all\n";

        assertEquals(STOCK + "pass all\n", PfConf.withoutAnchor(appended));
        assertEquals(PfConf.withAnchor(STOCK + "pass all\n"), PfConf.withAnchor(appended));
    }

    @Test
    void aFileWhoseLastLineWasNotEndedIsJudgedAsPfWantsIt() {
        assertEquals("pass all\n", PfConf.ended("pass all"));
        assertEquals("", PfConf.ended(""));
    }

    @Test
    void anIncludeThatMayFilterIsTakenForAFilterRule() {
        List<String> lines = edited(Shape.WITH_AN_INCLUDE);

        assertEquals(lines.indexOf("include \"/etc/pf.more\"") - 1, lines.indexOf(ANCHOR));
    }

    @Test
    void itStandsBeforeApplesAnchorAndAfterTranslation() {
        List<String> lines = edited(Shape.STOCK);

        assertEquals(lines.indexOf("anchor \"com.apple/*\"") - 1, lines.indexOf(ANCHOR));
        assertEquals(lines.indexOf("dummynet-anchor \"com.apple/*\"") + 1, lines.indexOf(ANCHOR));
    }

    @Test
    void itStandsBeforeAnybodysQuickRule() {
        List<String> lines = edited(Shape.RULES_OF_THE_OWNER);

        assertEquals(lines.indexOf("pass out quick all") - 1, lines.indexOf(ANCHOR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anchor \"com.fishnet.localonly\"\n",
                "  anchor   \"com.fishnet.localonly\" all # ours\n",
                "load anchor \"com.fishnet.localonly\" from \"/elsewhere\"\n",
            })
    void aLineOfOursInTheWrongPlaceIsMoved(String line) {
        assertEquals(PfConf.withAnchor(STOCK), PfConf.withAnchor(STOCK + line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anchor \"com.fishnet.localonly2\"\n", "nat-anchor \"com.fishnet.localonly\"\n"})
    void aLineThatOnlyLooksLikeOursStays(String line) {
        assertTrue(PfConf.withoutAnchor(line + STOCK).startsWith(line));
    }
}
