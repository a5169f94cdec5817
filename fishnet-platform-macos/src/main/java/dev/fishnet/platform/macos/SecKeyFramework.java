package dev.fishnet.platform.macos;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Security.framework to keys (Security/SecKey.h, SecAccessControl.h), and of CoreFoundation to what they
 * take, by Apple's names; the loader finds the latter among the former's dependencies. What a name with Create or Copy
 * returns is the caller's to release; null is a failure.
 */
@SuppressWarnings("MemberName")
interface SecKeyFramework extends Library {
    static SecKeyFramework load() {
        return Native.load("Security", SecKeyFramework.class);
    }

    @Nullable
    Pointer SecAccessControlCreateWithFlags(
            @Nullable Pointer allocator, Pointer protection, long flags, PointerByReference error);

    @Nullable
    Pointer SecKeyCreateRandomKey(Pointer parameters, PointerByReference error);

    @Nullable
    Pointer SecKeyCreateWithData(Pointer data, Pointer attributes, PointerByReference error);

    @Nullable
    Pointer SecKeyCopyPublicKey(Pointer key);

    @Nullable
    Pointer SecKeyCopyExternalRepresentation(Pointer key, PointerByReference error);

    @Nullable
    Pointer SecKeyCopyAttributes(Pointer key);

    @Nullable
    Pointer SecKeyCreateSignature(Pointer key, Pointer algorithm, Pointer data, PointerByReference error);

    @Nullable
    Pointer CFDictionaryCreateMutable(
            @Nullable Pointer allocator, long capacity, Pointer keyCallbacks, Pointer valueCallbacks);

    void CFDictionarySetValue(Pointer dictionary, Pointer key, Pointer value);

    /** Borrowed, not to be released. */
    @Nullable
    Pointer CFDictionaryGetValue(Pointer dictionary, Pointer key);

    @Nullable
    Pointer CFNumberCreate(@Nullable Pointer allocator, long type, IntByReference value);

    @Nullable
    Pointer CFStringCreateWithCString(@Nullable Pointer allocator, byte[] text, int encoding);

    @Nullable
    Pointer CFDataCreate(@Nullable Pointer allocator, byte[] bytes, long length);

    long CFDataGetLength(Pointer data);

    Pointer CFDataGetBytePtr(Pointer data);

    long CFErrorGetCode(Pointer error);

    void CFRelease(Pointer object);
}
