package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.vault.KeyStorePort;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The places this user can reach now: its own keychain first, if it has an open one, then the key file. A daemon has no
 * login keychain, the system's is root's, and one of another user's session would be closed after a reboot; so a
 * keychain counts only when its file is this user's.
 */
final class ReachableKeyStores {
    private final Supplier<Optional<SecurityFramework>> security;
    private final Places places;
    private final UserAccountPort users;

    ReachableKeyStores(Supplier<Optional<SecurityFramework>> security, Places places, UserAccountPort users) {
        this.security = security;
        this.places = places;
        this.users = users;
    }

    List<KeyStorePort> find(KeyStorePort keyFile) throws FishnetException {
        Optional<Keychain> keychain = security.get()
                .map(framework -> new Keychain(framework, KeychainKeyStore.SERVICE, KeychainKeyStore.ACCOUNT));
        if (keychain.isEmpty() || !isOurs(keychain.get().openFile())) {
            return List.of(keyFile);
        }
        return List.of(new KeychainKeyStore(keychain.get()), keyFile);
    }

    private boolean isOurs(Optional<String> file) throws FishnetException {
        Optional<Place> found = file.isEmpty() ? Optional.empty() : places.at(file.get());
        return found.isPresent() && found.get().uid() == users.effectiveUid();
    }
}
