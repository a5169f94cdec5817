package dev.fishnet.vault;

/** What opens an unlock slot. */
public enum SlotKind {
    /** The master password, through Argon2id. */
    PASSWORD(1),
    /** A 32-byte key kept by the operating system: a keychain, a systemd credential. */
    KEYSTORE(2),
    /** A 32-byte key kept on paper or off the machine. */
    RECOVERY(3);

    private final int code;

    SlotKind(int code) {
        this.code = code;
    }

    /** The byte that stands for it in the file. */
    int code() {
        return code;
    }

    static SlotKind of(int code) throws VaultException {
        for (SlotKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw VaultException.damaged("an unlock slot has the unknown kind " + code);
    }
}
