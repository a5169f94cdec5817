package dev.fishnet.binance;

import dev.fishnet.spend.Spending;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import java.util.Set;

/** Where the vault has what requests to Binance are signed with. */
public final class BinanceCredentials {
    public static final CredentialId KEY = new CredentialId(Spending.BINANCE, new CredentialName("api_key"));
    public static final CredentialId SECRET = new CredentialId(Spending.BINANCE, new CredentialName("api_secret"));

    /** Both, neither of which is of any use alone. */
    public static final Set<CredentialId> BOTH = Set.of(KEY, SECRET);

    private BinanceCredentials() {}
}
