package dev.fishnet.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSignerTest {
    @Test
    @Tag("S-51")
    void aGoKeySignsAsInGo() {
        try (SecretBytes key = Notes.secret(Notes.GO_SIGNER)) {
            LogSigner signer = LogSigner.of(key);

            assertEquals("PeterNeumann", signer.origin());
            assertEquals(Notes.GO_VERIFIER, signer.verifierKey());
            assertEquals(Notes.GO_TEXT + "\n" + Notes.GO_SIGNATURE, signer.signed(Notes.GO_TEXT));
        }
    }

    @Test
    void aNewKeySignsForItsLogAndIsNoOtherKey() throws FishnetException {
        try (SecretBytes key = LogSigner.newKey("example.com/log");
                SecretBytes other = LogSigner.newKey("example.com/log")) {
            LogSigner signer = LogSigner.of(key);
            Checkpoint checkpoint = new Checkpoint("example.com/log", TreeHead.EMPTY);

            assertEquals(checkpoint, VerifierKey.parse(signer.verifierKey()).verified(signer.sign(checkpoint)));
            assertNotEquals(signer.verifierKey(), LogSigner.of(other).verifierKey());
            String text = key.use(held -> new String(held, StandardCharsets.UTF_8));
            assertTrue(text.matches("PRIVATE\\+KEY\\+example\\.com/log\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}"));
        }
    }

    /** C2SP tlog-checkpoint, the three lines and the signature below an empty one. */
    @Test
    void aCheckpointIsWrittenAsTheSpecificationHasIt() {
        String note = Notes.signed(9);

        assertTrue(
                note.startsWith(Notes.ORIGIN + "\n9\n" + Notes.TREE.root(9).base64() + "\n\n— " + Notes.ORIGIN + " "));
        assertTrue(note.endsWith("\n"));
        assertEquals(5, note.lines().count());
    }

    @Test
    void anotherLogsCheckpointIsNotSigned() {
        Checkpoint other = new Checkpoint("example.com/log", TreeHead.EMPTY);

        assertThrows(IllegalArgumentException.class, () -> Notes.SIGNER.sign(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u2028", "a\u0085b", "\ud800"})
    void aNameThatCannotStandInANoteGetsNoKey(String name) {
        assertThrows(IllegalArgumentException.class, () -> LogSigner.newKey(name));
    }

    @Test
    void nothingIsSignedWithAKeyThatWasClosed() {
        SecretBytes key = Notes.key(Notes.ORIGIN, 2);
        LogSigner signer = LogSigner.of(key);
        key.close();

        assertThrows(IllegalStateException.class, () -> signer.sign(Notes.checkpoint(1)));
    }

    /** Every part of a key that is not the whole, and every key of which one character is another (as Go tests it). */
    @Test
    @Tag("S-51")
    void whatIsNoKeyIsRefused() {
        List<String> bad = new ArrayList<>(List.of(
                "PRIVATE+KEY+Peter Neumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY++c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                Notes.GO_SIGNER + "\n",
                Notes.GO_SIGNER.replace("c74f20a3", "C74F20A3"),
                Notes.GO_SIGNER.replace("Peter", "P\u00e9ter")));
        for (int i = 0; i < Notes.GO_SIGNER.length(); i++) {
            bad.add(Notes.GO_SIGNER.substring(0, i));
            bad.add(Notes.GO_SIGNER.substring(i + 1));
            char next = (char) (Notes.GO_SIGNER.charAt(i) + 1);
            bad.add(Notes.GO_SIGNER.substring(0, i) + next + Notes.GO_SIGNER.substring(i + 1));
        }

        for (String text : bad) {
            try (SecretBytes key = Notes.secret(text)) {
                assertThrows(IllegalArgumentException.class, () -> LogSigner.of(key), text);
            }
        }
    }

    @Test
    @Tag("S-14")
    void aRefusalRepeatsNothingOfTheKey() {
        for (String text : List.of(
                Notes.GO_SIGNER.replace("KDFz", "KD!z"),
                Notes.GO_SIGNER.replace("+AYEK", "+BYEK"),
                Notes.GO_SIGNER.replace("KDFz", "KDFA"),
                Notes.GO_SIGNER.substring(1))) {
            try (SecretBytes key = Notes.secret(text)) {
                Throwable refused = assertThrows(IllegalArgumentException.class, () -> LogSigner.of(key));

                assertNull(refused.getCause());
                assertEquals(0, refused.getSuppressed().length);
                assertFalse(refused.toString().matches(".*([A-Z]{3}|!).*"), refused::toString);
            }
        }
    }

    @Test
    @Tag("S-14")
    void aSignerIsShownByItsPublicHalf() {
        assertEquals(Notes.SIGNER.verifierKey(), Notes.SIGNER.toString());
    }
}
