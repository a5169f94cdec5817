package dev.fishnet.platform.macos;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Security.framework to a keychain in a file, by Apple's names (Security/SecKeychain.h,
 * SecKeychainItem.h). They are deprecated and stay: a daemon has no other keychain (Apple's technote TN3137). Each
 * returns an OSStatus, 0 for success.
 */
@SuppressWarnings("MemberName")
interface SecurityFramework extends Library {
    int ITEM_NOT_FOUND = -25300;
    int DUPLICATE_ITEM = -25299;
    int AUTH_FAILED = -25293;
    int INTERACTION_NOT_ALLOWED = -25308;

    /** The framework, or empty where this is no Mac. */
    static Optional<SecurityFramework> load() {
        try {
            return Optional.of(Native.load("Security", SecurityFramework.class));
        } catch (UnsatisfiedLinkError notAMac) {
            return Optional.empty();
        }
    }

    int SecKeychainSetUserInteractionAllowed(byte allowed);

    int SecKeychainCopyDefault(PointerByReference keychain);

    int SecKeychainGetStatus(Pointer keychain, IntByReference status);

    int SecKeychainGetPath(Pointer keychain, IntByReference length, byte[] path);

    int SecKeychainFindGenericPassword(
            @Nullable Pointer keychain,
            int serviceLength,
            byte[] service,
            int accountLength,
            byte[] account,
            @Nullable IntByReference length,
            @Nullable PointerByReference data,
            @Nullable PointerByReference item);

    int SecKeychainAddGenericPassword(
            @Nullable Pointer keychain,
            int serviceLength,
            byte[] service,
            int accountLength,
            byte[] account,
            int length,
            Pointer data,
            @Nullable PointerByReference item);

    int SecKeychainItemModifyAttributesAndData(Pointer item, @Nullable Pointer attributes, int length, Pointer data);

    int SecKeychainItemFreeContent(@Nullable Pointer attributes, Pointer data);

    /** CoreFoundation's, which the framework re-exports through its dependencies. */
    void CFRelease(Pointer object);
}
