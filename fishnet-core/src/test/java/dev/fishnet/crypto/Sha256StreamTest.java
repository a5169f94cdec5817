package dev.fishnet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256StreamTest {
    @Test
    void inWhateverPiecesAMessageComesItsDigestIsTheSame() {
        Random random = new Random(3);
        byte[] message = new byte[5000];
        random.nextBytes(message);
        byte[] expected = Sha256.of(message);
        Sha256Stream stream = new Sha256Stream();
        for (int round = 0; round < 200; round++) {
            for (int at = 0; at < message.length; ) {
                int count = Math.min(random.nextInt(1500), message.length - at);
                add(stream, message, at, count, random.nextInt(4));
                at += count;
            }

            assertArrayEquals(expected, stream.finish());
        }
    }

    private static void add(Sha256Stream stream, byte[] message, int at, int count, int way) {
        switch (way) {
            case 0 -> stream.add(message, at, count);
            case 1 -> stream.add(Arrays.copyOfRange(message, at, at + count));
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    stream.add(message[at + i]);
                }
            }
            default -> {
                ByteBuffer buffer =
                        ByteBuffer.allocateDirect(count).put(message, at, count).flip();
                stream.add(buffer);
                assertEquals(0, buffer.remaining());
            }
        }
    }
}
