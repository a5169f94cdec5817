package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import org.junit.jupiter.api.Test;

class HeadTextTest {
    @Test
    void aFieldIsALineOfItsOwn() {
        HeadText text = HeadText.begun().field(new AsciiString("Host"), "h").field("a", new AsciiString("b"));
        assertEquals("Host: h\r\na: b\r\n", written(text));
    }

    @Test
    void whatIsNoByteCannotBecomeTheEndOfALine() {
        assertEquals("a: 1?2?3\u00e9\r\n", written(HeadText.begun().field("a", "1\u010d2\u010a3\u00e9")));
    }

    @Test
    void aLongHeadIsWholeAndTheNextOneBeginsAnew() {
        String value = "v".repeat(20_000);
        assertEquals("a: " + value + "\r\n", written(HeadText.begun().field("a", value)));
        assertEquals("b: c\r\n", written(HeadText.begun().field("b", "c")));
    }

    private static String written(HeadText text) {
        ByteBuf buffer = Unpooled.buffer(text.length(), text.length());
        text.writeTo(buffer);
        return buffer.toString(ISO_8859_1);
    }
}
