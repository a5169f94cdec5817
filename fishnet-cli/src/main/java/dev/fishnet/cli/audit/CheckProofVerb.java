package dev.fishnet.cli.audit;

import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.GrowthFile;
import dev.fishnet.audit.note.InclusionFile;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.TextFile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet audit check-proof}: needs the proof and the key of the log, and nothing else of this machine. */
final class CheckProofVerb {
    private static final int LONGEST = 4_000_000;
    private static final String GROWTH = "old ";

    private final Terminal terminal;

    @Inject
    CheckProofVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.with(
                Leaf.of(
                        this::check,
                        LogKey.option("required"),
                        Options.value(
                                "--checkpoint",
                                "FILE",
                                "The checkpoint from before, where the proof is that the log only grew.")),
                "FILE",
                "The proof, as 'fishnet audit prove' writes it.");
        spec.usageMessage()
                .description("Check a proof: 0 when it holds, 3 when it does not. Works on any machine, offline.");
        return spec;
    }

    private int check(Leaf values) throws FishnetException {
        VerifierKey key = LogKey.given(values)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.USAGE,
                        "--key is needed: a proof that brings its own key proves nothing",
                        "'fishnet audit checkpoint --key' prints it where the log is"));
        String proof = new TextFile(Path.of(values.argument())).read(LONGEST);
        try {
            if (proof.startsWith(GROWTH)) {
                growth(proof, key, values);
            } else {
                inclusion(proof, key);
            }
            return ExitCode.DONE;
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.CORRUPT) {
                throw e;
            }
            terminal.say("NOT PROVEN: " + Shown.line(e.getMessage()));
            return ExitCode.DENIED;
        }
    }

    private void inclusion(String text, VerifierKey key) throws FishnetException {
        InclusionFile proof = InclusionFile.parse(text);
        Checkpoint signed = proof.verified(key);
        terminal.say("ok: entry " + proof.proof().index() + " of the log " + signed.origin() + ", among its first "
                + Counted.entries(signed.head().size()));
        terminal.say(Shown.json(proof.entry()));
    }

    private void growth(String text, VerifierKey key, Leaf values) throws FishnetException {
        String file = values.value("--checkpoint")
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.USAGE,
                        "this proves that a log only grew since a checkpoint, and --checkpoint does not name it",
                        "name the file that was given to 'fishnet audit prove --since'"));
        Checkpoint earlier = key.verified(new TextFile(Path.of(file)).read(LONGEST));
        Checkpoint later = GrowthFile.parse(text).verified(key, earlier);
        terminal.say("ok: the log " + later.origin() + " of "
                + Counted.entries(later.head().size()) + " begins with the "
                + Counted.entries(earlier.head().size()) + " it had");
    }
}
