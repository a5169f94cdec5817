package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What we hold pf with: {@code pfctl -E} prints a token (on standard error), and {@code pfctl -X} with that token gives
 * the reference back. Tokens end with the boot, and with anybody's {@code pfctl -d}; the file of them goes with the
 * boot too. At boot launchd writes to it, in its own way of appending, so that it may name more than one.
 *
 * @param file the file, where there is one and this user may read it
 */
record PfReference(Optional<Step.WriteFile> file) {
    static final String FILE = "/var/run/fishnet.pf.token";

    private static final FileMode MODE = new FileMode("root", "wheel", 0600);
    private static final Pattern TOKEN = Pattern.compile("(?m)^\\s*Token\\s*:\\s*([0-9]{1,20})\\s*$");
    private static final Pattern WORD = Pattern.compile("(?<!\\S)[0-9]{1,20}(?!\\S)");

    static PfReference read(SystemFiles files) throws FishnetException {
        try {
            return new PfReference(files.read(FILE));
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            return new PfReference(Optional.empty());
        }
    }

    /** Those tokens that pf still counts. */
    List<String> live(String references) {
        List<String> counted =
                WORD.matcher(references).results().map(MatchResult::group).toList();
        return TOKEN.matcher(file.map(Step.WriteFile::content).orElse(""))
                .results()
                .map(found -> found.group(1))
                .filter(counted::contains)
                .distinct()
                .toList();
    }

    static Step take() {
        return new Step.Capture(Pfctl.takeReference(), FILE, MODE);
    }

    /** The file first: a token that cannot be given back is worth nothing, and must not keep an agent locked down. */
    List<Step> release(String references) {
        List<Step> steps = new ArrayList<>();
        file.ifPresent(there -> steps.add(new Step.RemoveFile(FILE)));
        live(references).forEach(token -> steps.add(new Step.Attempt(Pfctl.releaseReference(token))));
        return steps;
    }
}
