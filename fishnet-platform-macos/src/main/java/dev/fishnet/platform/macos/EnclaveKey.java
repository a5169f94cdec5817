package dev.fishnet.platform.macos;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import org.jspecify.annotations.Nullable;

/** A SecKey whose private half is in the enclave. */
final class EnclaveKey implements SecureEnclave.Key {
    private final SecKeyFramework framework;
    private final CoreObjects.Constants constants;
    private final Pointer key;

    EnclaveKey(SecKeyFramework framework, CoreObjects.Constants constants, Pointer key) {
        this.framework = framework;
        this.constants = constants;
        this.key = key;
    }

    @Override
    public byte[] blob() throws FishnetException {
        try (CoreObjects objects = new CoreObjects(framework)) {
            PointerByReference error = new PointerByReference();
            Pointer attributes = required(objects, framework.SecKeyCopyAttributes(key), "describe its key", error);
            Pointer blob = framework.CFDictionaryGetValue(attributes, objects.string("toid"));
            if (blob == null) {
                throw failed(framework, "hand out the blob of its key", error);
            }
            return objects.bytes(blob);
        }
    }

    @Override
    public byte[] publicKey() throws FishnetException {
        try (CoreObjects objects = new CoreObjects(framework)) {
            PointerByReference error = new PointerByReference();
            String what = "show the public key";
            Pointer half = required(objects, framework.SecKeyCopyPublicKey(key), what, error);
            return objects.bytes(
                    required(objects, framework.SecKeyCopyExternalRepresentation(half, error), what, error));
        }
    }

    @Override
    public byte[] sign(byte[] message) throws FishnetException {
        try (CoreObjects objects = new CoreObjects(framework)) {
            PointerByReference error = new PointerByReference();
            Pointer algorithm = constants.value("kSecKeyAlgorithmECDSASignatureMessageX962SHA256");
            return objects.bytes(required(
                    objects,
                    framework.SecKeyCreateSignature(key, algorithm, objects.data(message), error),
                    "sign",
                    error));
        }
    }

    private Pointer required(CoreObjects objects, @Nullable Pointer made, String what, PointerByReference error)
            throws FishnetException {
        if (made == null) {
            throw failed(framework, what, error);
        }
        return objects.own(made);
    }

    /** Takes the error over and says its code; texts of the system's may name what no log should hold. */
    static FishnetException failed(SecKeyFramework framework, String what, PointerByReference error) {
        Pointer reason = error.getValue();
        String code = "";
        if (reason != null) {
            code = " (code " + framework.CFErrorGetCode(reason) + ")";
            framework.CFRelease(reason);
        }
        return new FishnetException(ErrorKind.UNAVAILABLE, "the Secure Enclave does not " + what + code);
    }

    @Override
    public void close() {
        framework.CFRelease(key);
    }
}
