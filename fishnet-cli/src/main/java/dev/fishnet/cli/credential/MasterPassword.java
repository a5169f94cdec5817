package dev.fishnet.cli.credential;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Environment;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.cli.record.ActLog.Announcement;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The password that opens the vault: from a file, the environment, or whoever sits at the terminal. */
public final class MasterPassword {
    private static final String VARIABLE = "FISHNET_MASTER_PASSWORD";
    static final String OPTION = "--master-password-file";
    private static final String ARGUMENT = "--master-password";
    private static final int SHORT = 8;

    private final SecretInput input;
    private final ActLog acts;
    private final DerivationProcess elsewhere;
    private final Environment environment;
    private final Terminal terminal;

    @Inject
    MasterPassword(
            SecretInput input, ActLog acts, DerivationProcess elsewhere, Environment environment, Terminal terminal) {
        this.input = input;
        this.acts = acts;
        this.elsewhere = elsewhere;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** For commands that took the password as an argument in the original. */
    public static OptionSpec argumentOption() {
        return Options.value(
                ARGUMENT, "PASSWORD", "The master password; every user of this machine can read it there.");
    }

    public static OptionSpec fileOption() {
        return Options.value(
                OPTION,
                "FILE",
                "Read the master password from FILE, - is standard input (default: $" + VARIABLE + ", else a prompt).");
    }

    /** The daemon's vault, open; an empty one is made where there is none, for keys that are added later. */
    public Vault openForDaemon(VaultFile file, Leaf values) throws FishnetException {
        try (SecretBytes password = existing(values)) {
            return file.exists()
                    ? acts.expectingNone()
                            .unlocking(values.command(), () -> file.read().open(password, elsewhere))
                    : acts.expectingNone().before(log -> create(file, password, log));
        }
    }

    private Vault create(VaultFile file, SecretBytes password, Announcement log) throws FishnetException {
        Vault vault = Vault.create(password, KdfParameters.DEFAULT, elsewhere);
        log.announce(Action.VAULT_CREATED, "vault", "at " + file.path());
        file.create(vault);
        terminal.note("there was no vault, so an empty one was made: add a key with `fishnet add-key`");
        return vault;
    }

    /** The password of a vault that exists. */
    public SecretBytes existing(Leaf values) throws FishnetException {
        Optional<SecretBytes> given = given(values);
        return notEmpty(
                given.isPresent()
                        ? given.get()
                        : input.fromPrompt("Master password: ").orElseThrow(MasterPassword::missing));
    }

    /** The password of a vault that is about to be made: asked for twice, since a slip would lock everybody out. */
    public SecretBytes chosen(Leaf values) throws FishnetException {
        Optional<SecretBytes> given = given(values);
        SecretBytes password = notEmpty(given.isPresent() ? given.get() : askedTwice());
        if (password.length() < SHORT) {
            terminal.note("warning: master password length is short; consider at least 12+ characters");
        }
        return password;
    }

    private Optional<SecretBytes> given(Leaf values) throws FishnetException {
        Optional<String> file = values.value(OPTION);
        if (file.isPresent()) {
            return Optional.of(input.fromFile(file.get()));
        }
        return values.value(ARGUMENT)
                .map(password -> input.fromArgument(ARGUMENT, password))
                .or(() -> environment.get(VARIABLE).map(input::fromVariable));
    }

    private SecretBytes askedTwice() throws FishnetException {
        SecretBytes first = input.fromPrompt("Master password: ").orElseThrow(MasterPassword::missing);
        try (SecretBytes again = input.fromPrompt("Confirm master password: ").orElseThrow(MasterPassword::missing)) {
            if (!first.use(a -> again.use(b -> Arrays.equals(a, b)))) {
                first.close();
                throw new FishnetException(ErrorKind.USAGE, "master password confirmation does not match");
            }
            return first;
        }
    }

    private static SecretBytes notEmpty(SecretBytes password) throws FishnetException {
        if (password.length() == 0) {
            throw new FishnetException(ErrorKind.USAGE, "master password cannot be empty");
        }
        return password;
    }

    private static FishnetException missing() {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                VARIABLE + " is not set and no usable keychain vault key was found",
                "set it, give " + OPTION + " FILE, or run this with a terminal for input and output");
    }
}
