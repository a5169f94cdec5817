package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** What an OSStatus of the keychain means to an operator (Security/SecBase.h). */
final class KeychainFailure {
    private KeychainFailure() {}

    static FishnetException of(String verb, int status) {
        String what = "the keychain does not let this user " + verb + " the vault's key (OSStatus " + status + ")";
        return switch (status) {
            case SecurityFramework.AUTH_FAILED, SecurityFramework.INTERACTION_NOT_ALLOWED ->
                new FishnetException(
                        ErrorKind.NOT_PRIVILEGED,
                        what,
                        "it is locked, or asks a person first; store the key again as the user who starts Fishnet");
            default -> new FishnetException(ErrorKind.UNAVAILABLE, what, "see: security error " + status);
        };
    }
}
