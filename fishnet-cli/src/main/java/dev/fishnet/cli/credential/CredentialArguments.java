package dev.fishnet.cli.credential;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialName;
import java.util.function.Function;

/** Turns what was typed into names that proved themselves. */
public final class CredentialArguments {
    private CredentialArguments() {}

    /** An upstream that keys are for; Fishnet's own place in the vault is nobody's to change. */
    public static UpstreamName upstream(String text) throws FishnetException {
        UpstreamName upstream = proven("--service", text, UpstreamName::new);
        if (upstream.equals(UpstreamName.OWN)) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "'" + upstream
                            + "' is no upstream: it is Fishnet's own place in the vault, with the key of its log",
                    "name the upstream that the key is for");
        }
        return upstream;
    }

    public static CredentialName name(String text) throws FishnetException {
        return proven("the credential's name", text, CredentialName::new);
    }

    private static <T> T proven(String what, String text, Function<String, T> type) throws FishnetException {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new FishnetException(ErrorKind.USAGE, what + ": " + e.getMessage());
        }
    }
}
