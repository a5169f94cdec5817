package dev.fishnet.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-14")
class SecretBytesTest {
    @Test
    void takingOverWipesTheArray() {
        byte[] given = {1, 2, 3};

        SecretBytes.takeFrom(given);

        assertArrayEquals(new byte[3], given);
    }

    @Test
    void aBorrowerGetsACopyThatIsWipedWhenItReturns() {
        SecretBytes secret = SecretBytes.takeFrom(new byte[] {1, 2, 3});
        byte[][] kept = new byte[1][];

        int sum = secret.use(bytes -> {
            kept[0] = bytes;
            return bytes[0] + bytes[1] + bytes[2];
        });

        assertEquals(6, sum);
        assertArrayEquals(new byte[3], kept[0]);
        assertArrayEquals(new byte[] {1, 2, 3}, secret.use(byte[]::clone), "the secret itself stays");
    }

    @Test
    void theCopyIsWipedWhenTheBorrowerFails() {
        SecretBytes secret = SecretBytes.takeFrom(new byte[] {1, 2, 3});
        byte[][] kept = new byte[1][];

        assertThrows(
                ArithmeticException.class,
                () -> secret.use(bytes -> {
                    kept[0] = bytes;
                    throw new ArithmeticException("no");
                }));
        assertArrayEquals(new byte[3], kept[0]);
    }

    @Test
    void copyingFillsTheCallersBuffer() {
        ByteBuffer target = ByteBuffer.allocateDirect(3);

        SecretBytes.takeFrom(new byte[] {1, 2, 3}).copyTo(target);

        assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), target.flip());
    }

    @Test
    void aClosedSecretIsLentNoMore() {
        SecretBytes secret = SecretBytes.takeFrom(new byte[] {1});
        secret.close();
        secret.close();

        assertThrows(IllegalStateException.class, () -> secret.use(bytes -> bytes[0]));
        assertThrows(IllegalStateException.class, () -> secret.copyTo(ByteBuffer.allocate(1)));
    }

    @Test
    void aBorrowerKeepsItsCopyThoughTheSecretIsClosedMeanwhile() throws Exception {
        SecretBytes secret = SecretBytes.takeFrom(new byte[] {5});
        CountDownLatch borrowed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Byte> seen = CompletableFuture.supplyAsync(() -> secret.use(bytes -> {
            borrowed.countDown();
            await(closed);
            return bytes[0];
        }));

        await(borrowed);
        secret.close();
        closed.countDown();

        assertEquals((byte) 5, seen.get(10, TimeUnit.SECONDS));
    }

    @Test
    void randomSecretsDiffer() {
        byte[] one = SecretBytes.random(32).use(byte[]::clone);
        byte[] other = SecretBytes.random(32).use(byte[]::clone);

        assertEquals(32, one.length);
        assertNotEquals(ByteBuffer.wrap(one), ByteBuffer.wrap(other));
    }

    @Test
    void printingShowsTheLengthAlone() {
        SecretBytes secret = Vaults.secret("sk-canary");

        assertEquals("SecretBytes[9 bytes]", secret.toString());
        assertFalse(String.valueOf(secret).contains("canary"));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
