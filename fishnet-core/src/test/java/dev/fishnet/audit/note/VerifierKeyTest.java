package dev.fishnet.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-51")
class VerifierKeyTest {
    @Test
    void whatGoSignedIsRead() throws FishnetException {
        String both = Notes.GO_TEXT + "\n" + Notes.GO_SIGNATURE + Notes.OTHER_GO_SIGNATURE;

        assertEquals(Notes.GO_TEXT, VerifierKey.parse(Notes.GO_VERIFIER).text(both));
        assertEquals(Notes.GO_TEXT, VerifierKey.parse(Notes.OTHER_GO_VERIFIER).text(both));
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

    /** The example of C2SP tlog-witness. Its key is not published with it, so its form is all that can be held to. */
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

    /** The example of C2SP signed-note: a text may have empty lines, and the last one ends it. */
    @Test
    void theNoteOfTheSpecificationIsOne() throws FishnetException {
        String text = """
                Ognuno sta solo sul cuor della terra
                trafitto da un raggio di sole:

                ed è subito sera.
                """;
        String name = "quasimodo.example/salvatore";
        SignedNote note = SignedNote.parse(text + "\n— " + name
                + " NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n");

        assertEquals(text, note.text());
        assertEquals(1, note.signatures().size());
        assertTrue(note.signatures().get(0).isBy(name, "367ba04b"));
        assertEquals(64, note.signatures().get(0).bytes().length);
    }
}
