package dev.fishnet.proxy.key;

import dev.fishnet.vault.SecretBytes;
import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * A key as the gateway uses it: outside the heap, beside the table by which answers are searched for it in linear time
 * (Knuth, Morris, Pratt). Counted, because an answer may still be searched for a key that has just been replaced; the
 * last {@link #release} wipes it. Never changed before that, so event loops may share it.
 *
 * <p>Letters match in either case: a field name that carries the key may arrive in another case than the key has.
 */
public final class HeldKey extends AbstractReferenceCounted {
    private static final int LONGEST = 4096;
    private static final byte[] FOLDED = folded();
    private static final boolean[] WORD = bytes(HeldKey::isOfWord);
    private static final boolean[] VISIBLE = bytes(HeldKey::isVisible);

    private final ByteBuffer bytes;
    private final ByteBuffer folded;
    private final int[] fallback;
    private final boolean[] alphabet;

    private HeldKey(ByteBuffer bytes) {
        this.bytes = bytes;
        this.folded = fold(bytes);
        this.fallback = fallbacks(folded);
        this.alphabet = alphabet(bytes);
    }

    /**
     * Copies a secret for use in requests and answers.
     *
     * @throws IllegalStateException when the secret has been closed meanwhile
     * @throws UnusableKeyException when it is empty, very long, or has bytes that cannot stand in a header field
     */
    public static HeldKey of(SecretBytes secret) throws UnusableKeyException {
        if (secret.length() == 0 || secret.length() > LONGEST) {
            throw new UnusableKeyException("expected 1 to " + LONGEST + " bytes");
        }
        ByteBuffer copy = ByteBuffer.allocateDirect(secret.length());
        secret.copyTo(copy);
        copy.flip();
        requireVisible(copy);
        return new HeldKey(copy);
    }

    /** A line break in a key would end the field and begin another. */
    private static void requireVisible(ByteBuffer key) throws UnusableKeyException {
        for (int i = 0; i < key.limit(); i++) {
            if (!isVisible(key.get(i))) {
                wipe(key);
                throw new UnusableKeyException("expected visible ASCII characters only");
            }
        }
    }

    public int length() {
        return bytes.limit();
    }

    /** Whether the two are the same bytes. */
    public boolean sameAs(HeldKey other) {
        return bytes.equals(other.bytes);
    }

    /**
     * Appends the key; the buffer must have room, so that no copy of it is left where the buffer was before. Several at
     * a time: a view of the key's bytes would be an object for every request.
     */
    public void appendTo(ByteBuf target) {
        if (target.writableBytes() < length()) {
            throw new IllegalStateException("no room for the key");
        }
        int at = 0;
        for (; at + Long.BYTES <= length(); at += Long.BYTES) {
            target.writeLong(bytes.getLong(at));
        }
        for (; at < length(); at++) {
            target.writeByte(bytes.get(at));
        }
    }

    /** Whether the key stands anywhere in a name or value. */
    public boolean isIn(CharSequence text) {
        if (text.length() < length()) {
            return false;
        }
        int matched = 0;
        for (int i = 0; i < text.length() && matched < length(); i++) {
            char c = text.charAt(i);
            matched = c > 0xff ? 0 : next(matched, (byte) c);
        }
        return matched == length();
    }

    /** How many bytes of the key are matched after one more byte, having been {@code matched} (fewer than all). */
    int next(int matched, byte more) {
        byte wanted = FOLDED[more & 0xff];
        int state = matched;
        while (state > 0 && folded.get(state) != wanted) {
            state = fallback[state];
        }
        return folded.get(state) == wanted ? state + 1 : 0;
    }

    /**
     * Where the key's first byte stands next in a word, or the end: where nothing is matched, no other can begin it.
     */
    int beginning(byte[] answer, int from, int end) {
        return FoldedByte.find(folded.get(0), answer, from, end);
    }

    /**
     * Where the next bytes stand that may be the key, or its beginning at the end; the end if there are none. It tells
     * by the kind of the bytes alone, and so takes as long for one key as for another of its length.
     */
    int skip(byte[] answer, int from, int end) {
        int at = from;
        while (end - at >= length()) {
            int word = behindLastOther(answer, at, at + length());
            if (word == at) {
                return at;
            }
            at = word;
        }
        return behindLastOther(answer, at, end);
    }

    private int behindLastOther(byte[] answer, int from, int to) {
        int at = to;
        while (at > from && alphabet[answer[at - 1] & 0xff]) {
            at--;
        }
        return at;
    }

    /** Where such bytes end. */
    int wordEnd(byte[] answer, int from, int end) {
        int at = from;
        while (at < end && alphabet[answer[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** What keys are usually made of, if this one is; otherwise everything that one can have. */
    private static boolean[] alphabet(ByteBuffer key) {
        boolean usual = true;
        for (int i = 0; i < key.limit(); i++) {
            usual &= WORD[key.get(i)];
        }
        return usual ? WORD : VISIBLE;
    }

    private static boolean[] bytes(IntPredicate those) {
        boolean[] members = new boolean[256];
        for (int each = 0; each < members.length; each++) {
            members[each] = those.test(each);
        }
        return members;
    }

    private static byte[] folded() {
        byte[] folded = new byte[256];
        for (int each = 0; each < folded.length; each++) {
            folded[each] = fold((byte) each);
        }
        return folded;
    }

    private static boolean isVisible(int octet) {
        return octet > ' ' && octet <= '~';
    }

    private static boolean isOfWord(int octet) {
        return octet < 0x80 && (Character.isLetterOrDigit(octet) || octet == '-' || octet == '_' || octet == '.');
    }

    private static int[] fallbacks(ByteBuffer pattern) {
        int[] table = new int[pattern.limit()];
        int state = 0;
        for (int i = 1; i < pattern.limit() - 1; i++) {
            while (state > 0 && pattern.get(i) != pattern.get(state)) {
                state = table[state];
            }
            state = pattern.get(i) == pattern.get(state) ? state + 1 : 0;
            table[i + 1] = state;
        }
        return table;
    }

    private static ByteBuffer fold(ByteBuffer original) {
        ByteBuffer copy = ByteBuffer.allocateDirect(original.limit());
        for (int i = 0; i < original.limit(); i++) {
            copy.put(i, fold(original.get(i)));
        }
        return copy;
    }

    private static byte fold(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    private static void wipe(ByteBuffer memory) {
        for (int i = 0; i < memory.limit(); i++) {
            memory.put(i, (byte) 0);
        }
    }

    @Override
    public HeldKey retain() {
        super.retain();
        return this;
    }

    @Override
    public HeldKey touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {
        wipe(bytes);
        wipe(folded);
    }

    @Override
    public String toString() {
        return "HeldKey[" + length() + " bytes]";
    }
}
