package dev.fishnet.cli.credential;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialName;
import java.util.function.Function;

/** Turns what was typed into names that proved themselves. */
public final class CredentialArguments {
    private CredentialArguments() {}

    public static UpstreamName upstream(String text) throws FishnetException {
        return proven("--service", text, UpstreamName::new);
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
