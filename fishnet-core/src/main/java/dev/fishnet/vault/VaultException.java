package dev.fishnet.vault;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import org.jspecify.annotations.Nullable;

/** A vault that does not open, or does not take a change. */
public final class VaultException extends FishnetException {
    private static final String TRY_A_BACKUP = "restore a backup: fishnet restore FILE";
    private static final String SECRET_SHAPE = "a secret must be 1 to " + CredentialSecret.LONGEST
            + " visible ASCII characters, without spaces and line breaks";

    private final boolean wrongSecret;

    private VaultException(ErrorKind kind, String message, String hint) {
        this(kind, message, hint, null);
    }

    private VaultException(ErrorKind kind, String message, String hint, @Nullable Throwable cause) {
        this(kind, message, hint, cause, false);
    }

    private VaultException(
            ErrorKind kind, String message, String hint, @Nullable Throwable cause, boolean wrongSecret) {
        super(kind, message, hint, cause);
        this.wrongSecret = wrongSecret;
    }

    /** Whether somebody tried to open the vault with a password or a key that is not its own. */
    public boolean isWrongSecret() {
        return wrongSecret;
    }

    private static VaultException wrongSecret(ErrorKind kind, String message, String hint) {
        return new VaultException(kind, message, hint, null, true);
    }

    /** @param how what is wrong, as a clause; never anything the file holds */
    static VaultException damaged(String how) {
        return new VaultException(ErrorKind.CORRUPT, "the vault file is damaged: " + how, TRY_A_BACKUP);
    }

    static VaultException notAVault() {
        return new VaultException(ErrorKind.CORRUPT, "this file is not a Fishnet vault", TRY_A_BACKUP);
    }

    static VaultException unknownVersion(int version) {
        return new VaultException(
                ErrorKind.CORRUPT,
                "the vault file has format version " + version + ", and this Fishnet reads version "
                        + VaultLayout.FORMAT_VERSION,
                "use the Fishnet release that wrote it, or a newer one");
    }

    static VaultException wrongPassword() {
        return wrongSecret(
                ErrorKind.CORRUPT,
                "invalid master password",
                "type it again; a restored vault has the password it had when the backup was made");
    }

    static VaultException noPassword() {
        return new VaultException(
                ErrorKind.NOT_FOUND, "this vault has no master password", "open it with the key of one of its slots");
    }

    static VaultException wrongKey() {
        return wrongSecret(
                ErrorKind.CORRUPT,
                "no unlock slot of the vault opens with this key",
                "open it with the master password and store its key again");
    }

    static VaultException notASlotKey(int length) {
        return wrongSecret(
                ErrorKind.USAGE,
                "a key that opens a vault has " + DataKey.BYTES + " bytes, not " + length,
                "store the vault's key again");
    }

    static VaultException passwordLength() {
        return new VaultException(
                ErrorKind.USAGE,
                "a master password must be 1 to " + PasswordSlot.LONGEST_PASSWORD + " bytes",
                "choose another master password");
    }

    /**
     * The key derivation asks for more memory than there is.
     *
     * @param cause null where it happened to another process
     */
    public static VaultException notEnoughMemory(KdfParameters kdf, @Nullable OutOfMemoryError cause) {
        return new VaultException(
                ErrorKind.UNAVAILABLE,
                "there is not enough memory to check the master password (" + kdf.memoryKiB() / 1024 + " MiB needed)",
                "give Java a larger heap (-Xmx), or open the vault with a stored key",
                cause);
    }

    /**
     * Whatever else keeps a password from being made into a key.
     *
     * @param why a clause for the operator
     */
    public static VaultException notDerived(String why, @Nullable Throwable cause) {
        return new VaultException(
                ErrorKind.UNAVAILABLE,
                "the master password cannot be checked: " + why,
                "run the command again, or open the vault with a stored key",
                cause);
    }

    static VaultException anotherVault() {
        return new VaultException(
                ErrorKind.CORRUPT,
                "the vault file has been replaced by another vault",
                "restart what has the old one open");
    }

    static VaultException wentBack(long open, long found) {
        return new VaultException(
                ErrorKind.CORRUPT,
                "the vault file has gone back from generation " + open + " to " + found,
                "if a backup was restored on purpose, restart what has the vault open");
    }

    static VaultException secretShape() {
        return new VaultException(
                ErrorKind.USAGE, SECRET_SHAPE, "look for a blank, a line break or a quote copied along with it");
    }

    static VaultException alreadyThere(CredentialId id) {
        return new VaultException(
                ErrorKind.USAGE,
                "there is a credential '" + id.name() + "' for '" + id.upstream() + "' already",
                "choose another name, or replace it (--replace)");
    }

    static VaultException noSuchCredential(CredentialId id) {
        return new VaultException(
                ErrorKind.NOT_FOUND,
                "no credential named '" + id.name() + "' for '" + id.upstream() + "'",
                "fishnet list-keys shows what there is");
    }

    static VaultException noSuchSlot() {
        return new VaultException(ErrorKind.NOT_FOUND, "the vault has no such unlock slot", "look at its slots again");
    }

    static VaultException lastSlot() {
        return new VaultException(
                ErrorKind.USAGE, "the last unlock slot cannot be removed", "add another one before you remove it");
    }

    static VaultException full(String what) {
        return new VaultException(ErrorKind.USAGE, "the vault is full: " + what, "remove what is no longer used");
    }
}
