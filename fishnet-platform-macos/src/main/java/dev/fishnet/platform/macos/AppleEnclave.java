package dev.fishnet.platform.macos;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Secure Enclave through the C calls of Security.framework. Keys are not permanent, because permanent ones live in
 * the data-protection keychain, which no daemon has; what brings one back is the blob under its attribute {@code toid}.
 * Access asks for the private key's use alone: no touch, no password, no login.
 */
final class AppleEnclave implements SecureEnclave {
    private static final long PRIVATE_KEY_USAGE = 1L << 30;
    private static final int BITS = 256;

    private final SecKeyFramework framework;
    private final CoreObjects.Constants constants;

    AppleEnclave(SecKeyFramework framework, CoreObjects.Constants constants) {
        this.framework = framework;
        this.constants = constants;
    }

    /** The enclave, or empty where this is no Mac; whether it can be reached is seen when it is used. */
    static Optional<SecureEnclave> load() {
        try {
            SecKeyFramework framework = SecKeyFramework.load();
            NativeLibrary security = NativeLibrary.getInstance("Security");
            return Optional.of(new AppleEnclave(framework, security::getGlobalVariableAddress));
        } catch (UnsatisfiedLinkError notAMac) {
            return Optional.empty();
        }
    }

    @Override
    public Key create() throws FishnetException {
        try (CoreObjects objects = new CoreObjects(framework)) {
            PointerByReference error = new PointerByReference();
            Pointer access = objects.own(framework.SecAccessControlCreateWithFlags(
                    null, constants.value("kSecAttrAccessibleAlwaysThisDeviceOnly"), PRIVATE_KEY_USAGE, error));
            Pointer inside = objects.dictionary(
                    constants,
                    constants.value("kSecAttrIsPermanent"),
                    constants.value("kCFBooleanFalse"),
                    constants.value("kSecAttrAccessControl"),
                    access);
            Pointer wanted = objects.dictionary(
                    constants,
                    constants.value("kSecAttrTokenID"),
                    constants.value("kSecAttrTokenIDSecureEnclave"),
                    constants.value("kSecAttrKeyType"),
                    constants.value("kSecAttrKeyTypeECSECPrimeRandom"),
                    constants.value("kSecAttrKeySizeInBits"),
                    objects.number(BITS),
                    constants.value("kSecPrivateKeyAttrs"),
                    inside);
            return key(framework.SecKeyCreateRandomKey(wanted, error), "make a key", error);
        } catch (UnsatisfiedLinkError | IllegalStateException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "there is no Secure Enclave here", null, e);
        }
    }

    @Override
    public Key reload(byte[] blob) throws FishnetException {
        try (CoreObjects objects = new CoreObjects(framework)) {
            PointerByReference error = new PointerByReference();
            Pointer attributes = objects.dictionary(
                    constants,
                    constants.value("kSecAttrTokenID"),
                    constants.value("kSecAttrTokenIDSecureEnclave"),
                    objects.string("toid"),
                    objects.data(blob));
            return key(
                    framework.SecKeyCreateWithData(objects.data(new byte[0]), attributes, error),
                    "take up the approval key",
                    error);
        } catch (UnsatisfiedLinkError | IllegalStateException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "there is no Secure Enclave here", null, e);
        }
    }

    private Key key(@Nullable Pointer key, String what, PointerByReference error) throws FishnetException {
        if (key == null) {
            throw EnclaveKey.failed(framework, what, error);
        }
        return new EnclaveKey(framework, constants, key);
    }
}
