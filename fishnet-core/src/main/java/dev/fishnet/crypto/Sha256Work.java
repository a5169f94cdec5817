package dev.fishnet.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;

/** What it takes to hash one message; used again for the next one, because to make it takes longer than to hash it. */
final class Sha256Work {
    /** Of a thread that hashes several messages at once. */
    private static final int KEPT = 4;

    private static final ThreadLocal<ArrayDeque<Sha256Work>> SPARE = ThreadLocal.withInitial(ArrayDeque::new);

    private final MessageDigest digest = Sha256.make();
    private final byte[] held = new byte[1024];
    private int count;

    private Sha256Work() {}

    /** One that has nothing in it. Whoever does not {@link #finish} it has it for good. */
    static Sha256Work take() {
        Sha256Work spare = SPARE.get().pollLast();
        return spare == null ? new Sha256Work() : spare;
    }

    void add(int octet) {
        if (count == held.length) {
            pass();
        }
        held[count] = (byte) octet;
        count++;
    }

    void add(byte[] octets, int from, int number) {
        if (number <= held.length - count) {
            System.arraycopy(octets, from, held, count, number);
            count += number;
        } else {
            pass();
            digest.update(octets, from, number);
        }
    }

    void add(ByteBuffer octets) {
        int number = octets.remaining();
        if (number <= held.length - count) {
            octets.get(held, count, number);
            count += number;
        } else {
            pass();
            digest.update(octets);
        }
    }

    private void pass() {
        digest.update(held, 0, count);
        count = 0;
    }

    /** The digest; this one is no longer its taker's. */
    byte[] finish() {
        pass();
        byte[] result = digest.digest();
        ArrayDeque<Sha256Work> spare = SPARE.get();
        if (spare.size() < KEPT) {
            spare.addLast(this);
        }
        return result;
    }
}
