package dev.fishnet.platform.macos;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One generic password in this user's default keychain. Never asks anybody: what would need a person fails. What the
 * framework hands out is wiped before it is given back.
 */
final class Keychain {
    private static final byte NO = 0;
    private static final int UNLOCKED_READABLE_WRITABLE = 1 | 2 | 4;
    private static final int LONGEST_PATH = 1024;

    private final SecurityFramework security;
    private final byte[] service;
    private final byte[] account;

    Keychain(SecurityFramework security, String service, String account) {
        this.security = security;
        this.service = service.getBytes(StandardCharsets.UTF_8);
        this.account = account.getBytes(StandardCharsets.UTF_8);
        security.SecKeychainSetUserInteractionAllowed(NO);
    }

    /** The file of the default keychain, if there is one that can be read and written without asking anybody. */
    Optional<String> openFile() {
        PointerByReference keychain = new PointerByReference();
        if (security.SecKeychainCopyDefault(keychain) != 0) {
            return Optional.empty();
        }
        try {
            IntByReference status = new IntByReference();
            boolean answers = security.SecKeychainGetStatus(keychain.getValue(), status) == 0;
            return answers && (status.getValue() & UNLOCKED_READABLE_WRITABLE) == UNLOCKED_READABLE_WRITABLE
                    ? file(keychain.getValue())
                    : Optional.empty();
        } finally {
            security.CFRelease(keychain.getValue());
        }
    }

    private Optional<String> file(Pointer keychain) {
        byte[] path = new byte[LONGEST_PATH];
        IntByReference length = new IntByReference(path.length);
        return security.SecKeychainGetPath(keychain, length, path) == 0
                ? Optional.of(new String(path, 0, Math.min(length.getValue(), path.length), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /**
     * Lends the value, in the framework's own memory, to a reader; empty when there is none.
     *
     * @throws FishnetException when there is one that may not be read
     */
    <T> Optional<T> read(Reader<T> reader) throws FishnetException {
        IntByReference length = new IntByReference();
        PointerByReference data = new PointerByReference();
        int status = find(length, data, null);
        if (status == SecurityFramework.ITEM_NOT_FOUND) {
            return Optional.empty();
        }
        requireSuccess("read", status);
        Pointer value = data.getValue();
        try {
            return Optional.of(reader.read(value, length.getValue()));
        } finally {
            release(value, length.getValue());
        }
    }

    private void release(Pointer value, int length) {
        if (length > 0) {
            value.setMemory(0, length, (byte) 0);
        }
        security.SecKeychainItemFreeContent(null, value);
    }

    /** Adds the value, or puts it in place of the one that is there. */
    void write(Memory value) throws FishnetException {
        int added = security.SecKeychainAddGenericPassword(
                null, service.length, service, account.length, account, length(value), value, null);
        requireSuccess("write", added == SecurityFramework.DUPLICATE_ITEM ? replace(value) : added);
    }

    private int replace(Memory value) {
        PointerByReference item = new PointerByReference();
        int found = find(null, null, item);
        if (found != 0) {
            return found;
        }
        try {
            return security.SecKeychainItemModifyAttributesAndData(item.getValue(), null, length(value), value);
        } finally {
            security.CFRelease(item.getValue());
        }
    }

    private static int length(Memory value) {
        return Math.toIntExact(value.size());
    }

    private int find(
            @Nullable IntByReference length, @Nullable PointerByReference data, @Nullable PointerByReference item) {
        return security.SecKeychainFindGenericPassword(
                null, service.length, service, account.length, account, length, data, item);
    }

    private static void requireSuccess(String verb, int status) throws FishnetException {
        if (status != 0) {
            throw KeychainFailure.of(verb, status);
        }
    }

    /** Borrows memory for the length of a call. */
    interface Reader<T> {
        T read(Pointer value, int length) throws FishnetException;
    }
}
