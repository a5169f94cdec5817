package dev.fishnet.vault;

/** What a secret may look like: it becomes the value of a header, so nothing in it may end or split one (RFC 9110). */
final class CredentialSecret {
    static final int LONGEST = 8192;

    private CredentialSecret() {}

    static boolean isAcceptable(byte[] secret) {
        if (secret.length == 0 || secret.length > LONGEST) {
            return false;
        }
        for (byte b : secret) {
            if (b < '!' || b > '~') {
                return false;
            }
        }
        return true;
    }
}
