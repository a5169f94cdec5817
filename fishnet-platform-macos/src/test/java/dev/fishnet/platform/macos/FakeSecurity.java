package dev.fishnet.platform.macos;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A keychain in memory that is handed out as native memory, and looks at what comes back. */
@SuppressWarnings("MemberName")
final class FakeSecurity implements SecurityFramework {
    private static final String FILE = "/Users/ada/Library/Keychains/login.keychain-db";

    private final Map<String, byte[]> items = new HashMap<>();
    private final Memory keychain = new Memory(8);
    private final List<Memory> lent = new ArrayList<>();
    private int findStatus;
    private int keychainStatus = 7;
    private boolean hasDefault = true;
    private boolean asksPeople = true;
    private int released;
    private @Nullable String found;

    void put(String service, String account, String value) {
        items.put(service + "/" + account, value.getBytes(StandardCharsets.UTF_8));
    }

    String value(String service, String account) {
        return new String(items.getOrDefault(service + "/" + account, new byte[0]), StandardCharsets.UTF_8);
    }

    FakeSecurity refusing(int status) {
        findStatus = status;
        return this;
    }

    FakeSecurity withStatus(int bits) {
        keychainStatus = bits;
        return this;
    }

    FakeSecurity withoutKeychain() {
        hasDefault = false;
        return this;
    }

    boolean asksPeople() {
        return asksPeople;
    }

    /** Memory that was lent and not given back. */
    int outstanding() {
        return lent.size();
    }

    int released() {
        return released;
    }

    @Override
    public int SecKeychainSetUserInteractionAllowed(byte allowed) {
        asksPeople = allowed != 0;
        return 0;
    }

    @Override
    public int SecKeychainCopyDefault(PointerByReference result) {
        result.setValue(keychain);
        return hasDefault ? 0 : -25307;
    }

    @Override
    public int SecKeychainGetStatus(Pointer asked, IntByReference status) {
        status.setValue(keychainStatus);
        return 0;
    }

    @Override
    public int SecKeychainGetPath(Pointer asked, IntByReference length, byte[] path) {
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(file, 0, path, 0, file.length);
        length.setValue(file.length);
        return 0;
    }

    @Override
    public int SecKeychainFindGenericPassword(
            @Nullable Pointer asked,
            int serviceLength,
            byte[] service,
            int accountLength,
            byte[] account,
            @Nullable IntByReference length,
            @Nullable PointerByReference data,
            @Nullable PointerByReference item) {
        String name = name(serviceLength, service, accountLength, account);
        byte[] value = items.get(name);
        if (findStatus != 0 || value == null) {
            return findStatus != 0 ? findStatus : ITEM_NOT_FOUND;
        }
        found = name;
        if (length != null && data != null) {
            length.setValue(value.length);
            data.setValue(lend(value));
        }
        if (item != null) {
            item.setValue(new Memory(8));
        }
        return 0;
    }

    private Memory lend(byte[] value) {
        Memory memory = new Memory(Math.max(1, value.length));
        memory.write(0, value, 0, value.length);
        lent.add(memory);
        return memory;
    }

    @Override
    public int SecKeychainAddGenericPassword(
            @Nullable Pointer asked,
            int serviceLength,
            byte[] service,
            int accountLength,
            byte[] account,
            int length,
            Pointer data,
            @Nullable PointerByReference item) {
        String name = name(serviceLength, service, accountLength, account);
        if (findStatus != 0) {
            return findStatus;
        }
        return items.putIfAbsent(name, data.getByteArray(0, length)) == null ? 0 : DUPLICATE_ITEM;
    }

    @Override
    public int SecKeychainItemModifyAttributesAndData(
            Pointer item, @Nullable Pointer attributes, int length, Pointer data) {
        items.put(Optional.ofNullable(found).orElseThrow(), data.getByteArray(0, length));
        return 0;
    }

    @Override
    public int SecKeychainItemFreeContent(@Nullable Pointer attributes, Pointer data) {
        Memory back = lent.removeLast();
        for (int i = 0; i < back.size(); i++) {
            if (back.getByte(i) != 0 && back.size() > 1) {
                throw new AssertionError("memory with a secret was given back unwiped");
            }
        }
        return 0;
    }

    @Override
    public void CFRelease(Pointer object) {
        released++;
    }

    private static String name(int serviceLength, byte[] service, int accountLength, byte[] account) {
        return new String(service, 0, serviceLength, StandardCharsets.UTF_8) + "/"
                + new String(account, 0, accountLength, StandardCharsets.UTF_8);
    }
}
