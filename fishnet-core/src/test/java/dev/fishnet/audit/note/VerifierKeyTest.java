package dev.fishnet.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("S-51")
class VerifierKeyTest {
    private static final String LINE =
            Notes.signed(7).lines().skip(4).findFirst().orElseThrow() + "\n";
    private static final String TEXT = Notes.checkpoint(7).text();

    @Test
    void whatGoSignedIsRead() throws FishnetException {
        String both = Notes.GO_TEXT + "\n" + Notes.GO_SIGNATURE + Notes.OTHER_GO_SIGNATURE;

        assertEquals(Notes.GO_TEXT, VerifierKey.parse(Notes.GO_VERIFIER).text(both));
        assertEquals(Notes.GO_TEXT, VerifierKey.parse(Notes.OTHER_GO_VERIFIER).text(both));
    }

    /** The key of the specification's example is not published with it; its form is. */
    @Test
    void theCheckpointOfTheSpecificationIsOne() throws FishnetException {
        SignedNote note = SignedNote.parse("""
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
                """);
        Checkpoint checkpoint = Checkpoint.ofText(note.text());

        assertEquals("example.com/behind-the-sofa", checkpoint.origin());
        assertEquals(20852163, checkpoint.head().size());
        assertEquals(
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                checkpoint.head().root().base64());
        assertEquals(2, note.signatures().size());
        assertTrue(note.signatures().get(0).isBy("example.com/behind-the-sofa", "033de0ae"));
    }

    @Test
    void aCheckpointIsReadAsItWasSigned() throws FishnetException {
        for (int size : new int[] {0, 1, 9, 10, 100}) {
            assertEquals(Notes.checkpoint(size), Notes.verifier().verified(Notes.signed(size)));
        }
        Checkpoint largest = new Checkpoint(Notes.ORIGIN, new TreeHead(Long.MAX_VALUE, Notes.TREE.root(1)));
        assertEquals(largest, Notes.verifier().verified(Notes.SIGNER.sign(largest)));
    }

    @Test
    void aCheckpointHoldsInNoOtherBit() throws FishnetException {
        VerifierKey key = Notes.verifier();
        byte[] signed = Notes.signed(7).getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * signed.length; bit++) {
            byte[] changed = signed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(key, new String(changed, StandardCharsets.UTF_8));
        }
        for (int length = 0; length < signed.length; length++) {
            refused(key, new String(signed, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** The root with the two spare bits of its base64 set: the same 32 bytes, signed, and another text. */
    @Test
    void aSignedTextThatCanBeReadInTwoWaysIsRefused() throws FishnetException {
        String root = Notes.TREE.root(7).base64();
        char last = root.charAt(42);
        String other = root.substring(0, 42) + (char) (last + 1) + "=";
        assertEquals(Notes.TREE.root(7), LogHash.of(Base64.getDecoder().decode(other)));

        refused(Notes.verifier(), Notes.SIGNER.signed(TEXT.replace(root, other)));
    }

    @ParameterizedTest
    @MethodSource("signedButNoCheckpoints")
    void whatIsSignedAndNoCheckpointIsRefused(String text, String why) throws FishnetException {
        FishnetException refused = refused(Notes.verifier(), Notes.SIGNER.signed(text));

        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }

    static List<Arguments> signedButNoCheckpoints() {
        String root = Notes.TREE.root(7).base64() + "\n";
        String origin = Notes.ORIGIN + "\n";
        return List.of(
                with("\n", "line 1"),
                with("\n7\n" + root, "line 1"),
                with(origin, "line 2 is missing"),
                with(origin + "\n" + root, "line 2"),
                with(origin + "7\n", "line 3 is missing"),
                with(origin + "7\n\n", "line 3"),
                with(origin + "07\n" + root, "line 2"),
                with(origin + "-7\n" + root, "line 2"),
                with(origin + "+7\n" + root, "line 2"),
                with(origin + " 7\n" + root, "line 2"),
                with(origin + "7 \n" + root, "line 2"),
                with(origin + "0x7\n" + root, "line 2"),
                with(origin + "\u0667\n" + root, "line 2"),
                with(origin + "9223372036854775808\n" + root, "line 2"),
                with(origin + "99999999999999999999\n" + root, "line 2"),
                with(origin + "7\n" + root.replace("=", ""), "line 3"),
                with(origin + "7\n" + root.substring(4), "line 3"),
                with(origin + "7\n " + root, "line 3"),
                with(origin + "7\n" + root + "\nmore\n", "line 4"),
                with(origin + "0\n" + root, "empty log"),
                with("example.com/log\n7\n" + root, "example.com/log"));
    }

    /** The specification wants lines that are not known passed over; they are signed as the rest is. */
    @Test
    void linesThatOthersAddArePassedOver() throws FishnetException {
        assertEquals(
                Notes.checkpoint(7), Notes.verifier().verified(Notes.SIGNER.signed(TEXT + "an extension\nanother\n")));
    }

    @Test
    void signaturesOfOthersAreNoMatter() throws FishnetException {
        VerifierKey key = Notes.verifier();
        String sameNameOtherKey = "— " + Notes.ORIGIN + " AAAAAAA=\n";
        String otherNameSameKey = LINE.replace(Notes.ORIGIN, "example.com/witness");
        String longest = "— w " + Base64.getEncoder().encodeToString(new byte[5_000]) + "\n";

        for (String others : List.of(Notes.GO_SIGNATURE, sameNameOtherKey, otherNameSameKey, longest.repeat(99))) {
            assertEquals(Notes.checkpoint(7), key.verified(TEXT + "\n" + others + LINE));
            assertEquals(Notes.checkpoint(7), key.verified(TEXT + "\n" + LINE + others));
            refused(key, TEXT + "\n" + others);
        }
    }

    @ParameterizedTest
    @MethodSource("notesThatAreNone")
    void whatIsNoNoteIsRefused(String note, String why) throws FishnetException {
        FishnetException refused = refused(Notes.verifier(), note);

        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }

    static List<Arguments> notesThatAreNone() {
        String note = TEXT + "\n" + LINE;
        return List.of(
                with("", "no empty line"),
                with(TEXT, "no empty line"),
                with(TEXT + "\n", "missing"),
                with(TEXT + LINE, "no empty line"),
                with(note + "\n", "missing"),
                with(note + "more\n", "line 2"),
                with(note.substring(0, note.length() - 1), "cut"),
                with(note.replace("\n", "\r\n"), "characters"),
                with("\t" + note, "characters"),
                with(note + "\u0000", "characters"),
                with(note + "\ud800", "characters"),
                with(TEXT + "\n" + LINE.replace("—", "-"), "line 1"),
                with(TEXT + "\n" + LINE.replace("— ", "—  "), "line 1"),
                with(TEXT + "\n" + LINE.replace("— ", "— a+b"), "line 1"),
                with(TEXT + "\n" + LINE.replace("— ", "— a\u00a0b"), "line 1"),
                with(TEXT + "\n" + LINE.replace("=", ""), "line 1"),
                with(TEXT + "\n" + LINE.replace("\n", " \n"), "line 1"),
                with(TEXT + "\n— w AAAAAA==\n" + LINE, "line 1"),
                with(TEXT + "\n— w\n" + LINE, "line 1"),
                with(TEXT + "\n" + LINE + LINE, "more than once"),
                with(TEXT + "\n" + LINE + bad(LINE), "more than once"),
                with(TEXT + "\n" + bad(LINE), "changed"),
                with(TEXT + "\n" + LINE + "— w AAAAAAA=\n".repeat(100), "more than 100"),
                with("x".repeat(1_000_001), "longer"));
    }

    /** Every part of a key that is not the whole, and every key of which one character is another (as Go tests it). */
    @Test
    void whatIsNoVerifierKeyIsRefused() {
        List<String> bad = new ArrayList<>(List.of(
                // ids that fit the wrong type and length; from Go's tests
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                KeyName.verifierKey("Peter Neumann", new byte[32]),
                KeyName.verifierKey("", new byte[32]),
                // an id that fits a key that is no point, and one whose signatures anybody can make
                KeyName.verifierKey(
                        "PeterNeumann", Base64.getDecoder().decode("AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
                KeyName.verifierKey(
                        "PeterNeumann", Base64.getDecoder().decode("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
                Notes.GO_VERIFIER.replace("c74f20a3", "C74F20A3"),
                Notes.GO_VERIFIER + "\n",
                " " + Notes.GO_VERIFIER,
                Notes.GO_SIGNER));
        for (int i = 0; i < Notes.GO_VERIFIER.length(); i++) {
            bad.add(Notes.GO_VERIFIER.substring(0, i));
            bad.add(Notes.GO_VERIFIER.substring(i + 1));
            char next = (char) (Notes.GO_VERIFIER.charAt(i) + 1);
            bad.add(Notes.GO_VERIFIER.substring(0, i) + next + Notes.GO_VERIFIER.substring(i + 1));
        }

        for (String text : bad) {
            FishnetException refused = assertThrows(FishnetException.class, () -> VerifierKey.parse(text), text);
            assertEquals(ErrorKind.USAGE, refused.kind());
            assertTrue(refused.hint().isPresent());
        }
    }

    @Test
    void aKeyIsShownAsItIsRead() throws FishnetException {
        assertEquals("PeterNeumann", VerifierKey.parse(Notes.GO_VERIFIER).name());
        assertEquals(Notes.GO_VERIFIER, VerifierKey.parse(Notes.GO_VERIFIER).toString());
    }

    @Test
    void anotherKeyOfTheSameNameHasNotSigned() throws FishnetException {
        try (SecretBytes other = Notes.key(Notes.ORIGIN, 3)) {
            VerifierKey key = VerifierKey.parse(LogSigner.of(other).verifierKey());

            assertTrue(refused(key, Notes.signed(7)).getMessage().contains("not signed"));
        }
    }

    private static FishnetException refused(VerifierKey key, String note) {
        FishnetException refused = assertThrows(FishnetException.class, () -> key.verified(note), note);
        assertEquals(ErrorKind.CORRUPT, refused.kind());
        return refused;
    }

    /** Its last byte but the padding changed; still canonical base64. */
    private static String bad(String line) {
        int at = line.length() - 6;
        return line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1);
    }

    private static Arguments with(String text, String why) {
        return Arguments.of(text, why);
    }
}
