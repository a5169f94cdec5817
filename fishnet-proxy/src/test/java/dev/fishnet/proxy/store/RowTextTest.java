package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTextTest {
    private static final int LONGEST = RowText.LONGEST;
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4095, 4096, 4097, 30_000, LONGEST - 1, LONGEST, LONGEST + 1, 1_048_576})
    void whatIsWrittenIsRead(int length) {
        byte[] alike = lines(length);
        byte[] noise = noise(length);
        try (RowText text = new RowText()) {
            assertArrayEquals(alike, RowText.lines(text.of(alike, length)));
            assertArrayEquals(noise, RowText.lines(text.of(noise, length)));
            assertArrayEquals(alike, RowText.lines(text.of(alike, length)), "once more");
        }
    }

    @Test
    void linesThatAreAlikeTakeATenthOfTheirPlace() {
        try (RowText text = new RowText()) {
            int length = text.of(lines(30_000), 30_000).length;
            assertTrue(length < 3000, length + " bytes");
        }
    }

    @Test
    void behindAZeroByteIsWhatAnyProgramInflates() throws Exception {
        byte[] lines = lines(30_000);
        try (RowText text = new RowText();
                InputStream row = new ByteArrayInputStream(text.of(lines, lines.length))) {
            assertEquals(0, row.read());
            InputStream read = new InflaterInputStream(row, new Inflater(true));
            assertArrayEquals(lines, read.readAllBytes());
        }
    }

    @Test
    void whatIsShortOrOneLongEntryOrGainsNothingStaysAsItIs() {
        try (RowText text = new RowText()) {
            assertArrayEquals(lines(4095), text.of(lines(4095), 4095));
            assertArrayEquals(lines(LONGEST + 1), text.of(lines(LONGEST + 1), LONGEST + 1));
            assertArrayEquals(noise(LONGEST), text.of(noise(LONGEST), LONGEST));
        }
    }

    @Test
    void onlySoManyOfTheBytesAreTheRow() {
        byte[] room = Arrays.copyOf(lines(5000), 9000);
        Arrays.fill(room, 5000, 9000, (byte) 'x');
        try (RowText text = new RowText()) {
            assertArrayEquals(lines(5000), RowText.lines(text.of(room, 5000)));
            assertArrayEquals(lines(100), text.of(room, 100));
        }
    }

    /** What somebody made of a stream who can write the file. */
    private enum Damage {
        CUT_OFF_AT_ITS_HEAD {
            @Override
            byte[] of(byte[] stream) {
                return Arrays.copyOf(stream, 1);
            }
        },
        CUT_OFF_AT_ITS_END {
            @Override
            byte[] of(byte[] stream) {
                return Arrays.copyOf(stream, stream.length - 1);
            }
        },
        OF_A_KIND_THAT_IS_NONE {
            @Override
            byte[] of(byte[] stream) {
                stream[1] |= 6;
                return stream;
            }
        },
        FOLLOWED_BY_MORE {
            @Override
            byte[] of(byte[] stream) {
                return Arrays.copyOf(stream, stream.length + 1);
            }
        },
        MORE_THAN_A_ROW_HAS {
            @Override
            byte[] of(byte[] stream) {
                return deflated(lines(LONGEST + 1), NOTHING);
            }
        },
        MORE_THAN_MEMORY_HOLDS {
            @Override
            byte[] of(byte[] stream) {
                return deflated(new byte[16 * 1024 * 1024], NOTHING);
            }
        },
        WITH_A_DICTIONARY_OF_ITS_OWN {
            @Override
            byte[] of(byte[] stream) {
                return deflated(lines(5000), lines(100));
            }
        };

        abstract byte[] of(byte[] stream);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("S-67")
    void aStreamThatIsNotOneOfOursIsNothing(Damage damage) {
        try (RowText text = new RowText()) {
            byte[] stream = text.of(lines(5000), 5000);
            assertEquals(0, stream[0]);

            assertArrayEquals(NOTHING, RowText.lines(damage.of(stream)));
        }
    }

    private static byte[] deflated(byte[] lines, byte[] dictionary) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(lines);
        deflater.finish();
        byte[] stream = new byte[100_000];
        int length = deflater.deflate(stream, 1, stream.length - 1);
        assertTrue(deflater.finished());
        deflater.end();
        return Arrays.copyOf(stream, 1 + length);
    }

    /** Entries as a gateway writes them for one request after the other. */
    private static byte[] lines(int length) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < length; i++) {
            lines.append("{\"v\":1,\"n\":").append(i).append(",\"kind\":\"outcome\",\"ending\":\"answered\"}\n");
        }
        return lines.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        noise[0] = '{';
        return noise;
    }
}
