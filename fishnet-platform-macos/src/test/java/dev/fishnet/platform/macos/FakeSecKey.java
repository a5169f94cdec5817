package dev.fishnet.platform.macos;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CoreFoundation objects as entries of a map, counted until they are released, and SecKey calls that hand on to a
 * {@link FakeEnclave}. It checks what the real ones would: which token, which algorithm, not permanent.
 */
@SuppressWarnings("MemberName")
final class FakeSecKey implements SecKeyFramework, CoreObjects.Constants {
    private final FakeEnclave enclave;
    private final Map<Pointer, Object> objects = new HashMap<>();
    private final Map<String, Pointer> constants = new HashMap<>();
    private boolean refuses;

    FakeSecKey(FakeEnclave enclave) {
        this.enclave = enclave;
    }

    /** Lets every call to the enclave fail with a CFError. */
    void refuse() {
        refuses = true;
    }

    synchronized int unreleased() {
        return objects.size();
    }

    /** A variable that holds an object of its own. */
    @Override
    public synchronized Pointer address(String name) {
        return constants.computeIfAbsent(name, none -> {
            Memory variable = new Memory(Long.BYTES);
            variable.setPointer(0, new Memory(Long.BYTES));
            return variable;
        });
    }

    private synchronized Pointer create(Object object) {
        Pointer made = new Memory(Long.BYTES);
        objects.put(made, object);
        return made;
    }

    private synchronized <T> T get(Pointer pointer, Class<T> type) {
        return type.cast(Optional.ofNullable(objects.get(pointer)).orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private Map<Pointer, Pointer> dictionary(Pointer pointer) {
        return get(pointer, Map.class);
    }

    private @Nullable Pointer attempt(PointerByReference error, Attempt attempt) {
        try {
            if (!refuses) {
                return create(attempt.make());
            }
        } catch (FishnetException refused) {
            // falls through to the error
        }
        error.setValue(create("error"));
        return null;
    }

    private void requireEnclave(Map<Pointer, Pointer> attributes) {
        if (!value("kSecAttrTokenIDSecureEnclave").equals(attributes.get(value("kSecAttrTokenID")))) {
            throw new AssertionError("a key outside the enclave was asked for");
        }
    }

    @Override
    public @Nullable Pointer SecAccessControlCreateWithFlags(
            @Nullable Pointer allocator, Pointer protection, long flags, PointerByReference error) {
        if (flags != 1L << 30) {
            throw new AssertionError("only the private key's use may be asked for, or a person would be");
        }
        return create("access");
    }

    @Override
    public @Nullable Pointer SecKeyCreateRandomKey(Pointer parameters, PointerByReference error) {
        Map<Pointer, Pointer> wanted = dictionary(parameters);
        requireEnclave(wanted);
        Pointer inside =
                Optional.ofNullable(wanted.get(value("kSecPrivateKeyAttrs"))).orElseThrow();
        if (!value("kCFBooleanFalse").equals(dictionary(inside).get(value("kSecAttrIsPermanent")))) {
            throw new AssertionError("a permanent key needs a keychain that no daemon has");
        }
        return attempt(error, enclave::create);
    }

    @Override
    public @Nullable Pointer SecKeyCreateWithData(Pointer data, Pointer attributes, PointerByReference error) {
        requireEnclave(dictionary(attributes));
        byte[] blob = dictionary(attributes).values().stream()
                .map(this::bytesOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        return attempt(error, () -> enclave.reload(blob));
    }

    private synchronized Optional<byte[]> bytesOf(Pointer pointer) {
        return objects.get(pointer) instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
    }

    @Override
    public @Nullable Pointer SecKeyCopyPublicKey(Pointer key) {
        return create(get(key, SecureEnclave.Key.class));
    }

    @Override
    public @Nullable Pointer SecKeyCopyExternalRepresentation(Pointer key, PointerByReference error) {
        return attempt(error, () -> get(key, SecureEnclave.Key.class).publicKey());
    }

    @Override
    public @Nullable Pointer SecKeyCopyAttributes(Pointer key) {
        return create(get(key, SecureEnclave.Key.class));
    }

    /** Borrowed in truth; here the one caller is the blob's, so it is not counted. */
    @Override
    public @Nullable Pointer CFDictionaryGetValue(Pointer dictionary, Pointer key) {
        try {
            byte[] blob = get(dictionary, SecureEnclave.Key.class).blob();
            Memory memory = new Memory(blob.length);
            memory.write(0, blob, 0, blob.length);
            return get(key, String.class).equals("toid") ? memory : null;
        } catch (FishnetException e) {
            return null;
        }
    }

    @Override
    public @Nullable Pointer SecKeyCreateSignature(
            Pointer key, Pointer algorithm, Pointer data, PointerByReference error) {
        if (!algorithm.equals(value("kSecKeyAlgorithmECDSASignatureMessageX962SHA256"))) {
            throw new AssertionError("another algorithm");
        }
        byte[] message = get(data, byte[].class);
        return attempt(error, () -> get(key, SecureEnclave.Key.class).sign(message));
    }

    @Override
    public @Nullable Pointer CFDictionaryCreateMutable(
            @Nullable Pointer allocator, long capacity, Pointer keyCallbacks, Pointer valueCallbacks) {
        return create(new HashMap<Pointer, Pointer>());
    }

    @Override
    public void CFDictionarySetValue(Pointer dictionary, Pointer key, Pointer value) {
        dictionary(dictionary).put(key, value);
    }

    @Override
    public @Nullable Pointer CFNumberCreate(@Nullable Pointer allocator, long type, IntByReference value) {
        return create(value.getValue());
    }

    @Override
    public @Nullable Pointer CFStringCreateWithCString(@Nullable Pointer allocator, byte[] text, int encoding) {
        return create(new String(text, 0, text.length - 1, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable Pointer CFDataCreate(@Nullable Pointer allocator, byte[] bytes, long length) {
        return create(bytes.clone());
    }

    @Override
    public long CFDataGetLength(Pointer data) {
        return bytesOf(data).map(bytes -> (long) bytes.length).orElseGet(() -> ((Memory) data).size());
    }

    @Override
    public Pointer CFDataGetBytePtr(Pointer data) {
        byte[] bytes = bytesOf(data).orElse(null);
        if (bytes == null) {
            return data;
        }
        Memory memory = new Memory(Math.max(1, bytes.length));
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    @Override
    public long CFErrorGetCode(Pointer error) {
        return -25293;
    }

    @Override
    public synchronized void CFRelease(Pointer object) {
        if (objects.remove(object) == null) {
            throw new AssertionError("released twice, or never ours");
        }
    }

    private interface Attempt {
        Object make() throws FishnetException;
    }
}
