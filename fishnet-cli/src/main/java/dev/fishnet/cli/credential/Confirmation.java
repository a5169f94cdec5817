package dev.fishnet.cli.credential;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import jakarta.inject.Inject;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;

/** A yes, before something is gone: typed at the prompt, or given as {@code --yes} by a script. */
final class Confirmation {
    private final Terminal terminal;

    @Inject
    Confirmation(Terminal terminal) {
        this.terminal = terminal;
    }

    static OptionSpec yesOption() {
        return Options.flag("Do not ask.", "--yes", "-y");
    }

    boolean given(Leaf values, String question) throws FishnetException {
        if (values.isSet("--yes")) {
            return true;
        }
        String answer = terminal.ask(question)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.USAGE, "this needs a yes, and nobody is here to ask", "add --yes"));
        String word = answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
