package dev.fishnet.platform.macos;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** CoreFoundation objects that are ours for the length of a block, and released at its end. */
final class CoreObjects implements AutoCloseable {
    private static final long INT_TYPE = 9;
    private static final int UTF_8 = 0x0800_0100;

    private final SecKeyFramework framework;
    private final Deque<Pointer> owned = new ArrayDeque<>();

    CoreObjects(SecKeyFramework framework) {
        this.framework = framework;
    }

    /** Takes over what a call created. */
    Pointer own(@Nullable Pointer created) {
        if (created == null) {
            throw new IllegalStateException("CoreFoundation made no object");
        }
        owned.push(created);
        return created;
    }

    Pointer data(byte[] bytes) {
        return own(framework.CFDataCreate(null, bytes, bytes.length));
    }

    Pointer number(int value) {
        return own(framework.CFNumberCreate(null, INT_TYPE, new IntByReference(value)));
    }

    Pointer string(String text) {
        return own(framework.CFStringCreateWithCString(null, (text + "\0").getBytes(StandardCharsets.UTF_8), UTF_8));
    }

    /** A dictionary of keys and values by turns. */
    Pointer dictionary(Constants constants, Pointer... keysAndValues) {
        Pointer made = own(framework.CFDictionaryCreateMutable(
                null,
                0,
                constants.address("kCFTypeDictionaryKeyCallBacks"),
                constants.address("kCFTypeDictionaryValueCallBacks")));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            framework.CFDictionarySetValue(made, keysAndValues[i], keysAndValues[i + 1]);
        }
        return made;
    }

    byte[] bytes(Pointer data) {
        int length = Math.toIntExact(framework.CFDataGetLength(data));
        return length == 0 ? new byte[0] : framework.CFDataGetBytePtr(data).getByteArray(0, length);
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            framework.CFRelease(owned.pop());
        }
    }

    /** The exported variables of a framework. */
    interface Constants {
        Pointer address(String name);

        /** The object that a variable holds. */
        default Pointer value(String name) {
            return address(name).getPointer(0);
        }
    }
}
