package dev.fishnet.proxy.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTest {
    private static final String TEXT = "data: what the kernel enforces, holds\n\n".repeat(50);
    private static final int HEAD = 10;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

    @AfterEach
    void nothingIsKept() {
        assertEquals(0, allocator.metric().usedDirectMemory());
    }

    /** Flags, and what stands behind the fixed part of the head for them (RFC 1952, section 2.3). */
    @ParameterizedTest
    @CsvSource({
        "00, ''",
        "01, ''",
        "02, abcd",
        "04, 0000",
        "04, 0300616263",
        "08, 6e616d6500",
        "10, 636f6d6d656e7400",
        "1f, 0200ffff6e0063000102"
    })
    void anyHeadIsRead(String flags, String rest) throws Exception {
        byte[] packed = gzip(TEXT);
        byte[] more = HexFormat.of().parseHex(rest);
        packed[3] = HexFormat.of().parseHex(flags)[0];
        assertEquals(TEXT, inflated(spliced(packed, more), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1000})
    void theSizeOfPiecesMakesNoDifference(int piece) throws Exception {
        assertEquals(TEXT, inflated(gzip(TEXT), piece));
    }

    @Test
    void anEmptyTextIsOneToo() throws Exception {
        assertEquals("", inflated(gzip(""), 3));
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "1, 00", "2, 07", "3, 20", "3, 80"})
    void aHeadThatIsNoneIsRefused(int at, String octet) throws Exception {
        byte[] packed = gzip(TEXT);
        packed[at] = HexFormat.of().parseHex(octet)[0];
        assertThrows(UnreadableAnswerException.class, () -> inflated(packed, 1000));
    }

    @Test
    void aHeadWithoutAnEndIsRefused() throws Exception {
        byte[] packed = gzip(TEXT);
        packed[3] = 8;
        byte[] name = new byte[1 << 17];
        Arrays.fill(name, (byte) 'a');
        assertThrows(UnreadableAnswerException.class, () -> inflated(spliced(packed, name), 1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8})
    void aWrongSumOrLengthIsRefused(int fromEnd) throws Exception {
        byte[] packed = gzip(TEXT);
        packed[packed.length - fromEnd] ^= 1;
        assertThrows(UnreadableAnswerException.class, () -> inflated(packed, 1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 40})
    void whatIsCutShortIsRefused(int missing) throws Exception {
        byte[] packed = gzip(TEXT);
        byte[] cut = Arrays.copyOf(packed, packed.length - missing);
        assertThrows(UnreadableAnswerException.class, () -> inflated(cut, 1000));
    }

    @Test
    void whatFollowsIsRefused() throws Exception {
        byte[] packed = gzip(TEXT);
        byte[] two = Arrays.copyOf(packed, 2 * packed.length);
        System.arraycopy(packed, 0, two, packed.length, packed.length);
        assertThrows(UnreadableAnswerException.class, () -> inflated(two, 1000));
    }

    @Test
    void growthBeyondMeasureIsRefused() throws Exception {
        byte[] bomb = gzip("\0".repeat(8 << 20));
        assertThrows(UnreadableAnswerException.class, () -> inflated(bomb, 1000));
    }

    private static byte[] spliced(byte[] packed, byte[] more) {
        byte[] all = Arrays.copyOf(packed, packed.length + more.length);
        System.arraycopy(more, 0, all, HEAD, more.length);
        System.arraycopy(packed, HEAD, all, HEAD + more.length, packed.length - HEAD);
        return all;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return packed.toByteArray();
    }

    private String inflated(byte[] packed, int piece) throws UnreadableAnswerException {
        StringBuilder text = new StringBuilder();
        try (Inflation inflation = new Inflation(Coding.GZIP, allocator)) {
            for (int i = 0; i < packed.length; i += piece) {
                ByteBuf chunk = Unpooled.copiedBuffer(packed, i, Math.min(piece, packed.length - i));
                ByteBuf plain = inflation.pass(chunk);
                text.append(plain.toString(ISO_8859_1));
                plain.release();
                assertEquals(0, chunk.refCnt());
            }
            inflation.finish();
        }
        return text.toString();
    }
}
