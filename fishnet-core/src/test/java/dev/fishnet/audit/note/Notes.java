package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.GrownTree;
import dev.fishnet.audit.tree.RfcTree;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;

/** A log of 100 entries with a key, and the keys of Go's own tests (golang.org/x/mod, sumdb/note; BSD-3-Clause). */
final class Notes {
    static final String GO_SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    static final String GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    static final String OTHER_GO_VERIFIER = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    static final String GO_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    static final String GO_SIGNATURE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
            + "KvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    static final String OTHER_GO_SIGNATURE = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGr"
            + "Q5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    static final String ORIGIN = "dev.fishnet/log/00112233445566ff";
    static final LogSigner SIGNER = LogSigner.of(key(ORIGIN, 1));
    static final RfcTree TREE = RfcTree.of(100);
    static final GrownTree GROWN = GrownTree.of(TREE, 100);

    private Notes() {}

    /** A key that is the same in every run. */
    static SecretBytes key(String name, int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SecretBytes.takeFrom(SignerKeyText.of(name, seed));
    }

    static SecretBytes secret(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    static VerifierKey verifier() throws FishnetException {
        return VerifierKey.parse(SIGNER.verifierKey());
    }

    static Checkpoint checkpoint(int size) {
        return new Checkpoint(ORIGIN, new TreeHead(size, TREE.root(size)));
    }

    static String signed(int size) {
        return SIGNER.sign(checkpoint(size));
    }

    static InclusionFile inclusion(int index, int size) throws FishnetException {
        return new InclusionFile(RfcTree.entry(index), TreeProofs.inclusion(index, size, GROWN), signed(size));
    }

    static GrowthFile growth(int from, int to) throws FishnetException {
        return new GrowthFile(TreeProofs.consistency(from, to, GROWN), signed(to));
    }
}
