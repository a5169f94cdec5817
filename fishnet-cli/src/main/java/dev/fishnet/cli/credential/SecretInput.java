package dev.fishnet.cli.credential;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.FileFailure;
import dev.fishnet.vault.SecretBytes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where secrets come from: a hidden prompt, a file, standard input; and, with a warning, an argument. */
public final class SecretInput {
    private static final int LONGEST = 1 << 16;
    private static final int LONGEST_UTF8 = 4;
    private static final Optional<String> STANDARD_INPUT = Optional.of("-");

    private final Terminal terminal;

    @Inject
    SecretInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A key given by the options of these names, or typed. */
    public SecretBytes key(Leaf values, String argumentOption, String fileOption, String prompt)
            throws FishnetException {
        Optional<String> argument = values.value(argumentOption);
        Optional<String> file = values.value(fileOption);
        if (argument.isPresent() && file.isPresent()) {
            throw new FishnetException(
                    ErrorKind.USAGE, argumentOption + " and " + fileOption + " name two keys; give one of them");
        }
        refuseInputTwice(file, values);
        if (argument.isPresent()) {
            return fromArgument(argumentOption, argument.get());
        }
        return file.isPresent() ? fromFile(file.get()) : prompted(prompt, fileOption);
    }

    private static void refuseInputTwice(Optional<String> file, Leaf values) throws FishnetException {
        if (file.equals(STANDARD_INPUT) && values.value(MasterPassword.OPTION).equals(STANDARD_INPUT)) {
            throw new FishnetException(
                    ErrorKind.USAGE, "standard input holds one secret; give the key or the password in a file");
        }
    }

    private SecretBytes prompted(String prompt, String fileOption) throws FishnetException {
        return fromPrompt(prompt)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.USAGE,
                        "a key is needed, and nobody is here to ask",
                        "give " + fileOption + " FILE, or - for standard input"));
    }

    /** An argument is in the process list and in the shell's history by now; all that is left is to say so. */
    SecretBytes fromArgument(String option, String value) {
        terminal.note("warning: " + option + " on the command line can be read by every user of this machine;"
                + " give it in a file, on standard input or at the prompt");
        return SecretBytes.takeFrom(value.getBytes(StandardCharsets.UTF_8));
    }

    SecretBytes fromVariable(String value) {
        return SecretBytes.takeFrom(value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a secret up to the end of the file, without the line break that editors leave there.
     *
     * @param name a path, or {@code -} for standard input
     */
    SecretBytes fromFile(String name) throws FishnetException {
        try (InputStream in = name.equals("-") ? terminal.input() : Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                Arrays.fill(bytes, (byte) 0);
                throw new FishnetException(ErrorKind.USAGE, "a secret of more than 64 KiB is not one: " + name);
            }
            return withoutLineBreak(bytes);
        } catch (IOException e) {
            throw FileFailure.of("read a secret from", Path.of(name), e);
        }
    }

    /** Asks where nobody can read along; empty when there is nobody to ask. */
    Optional<SecretBytes> fromPrompt(String prompt) throws FishnetException {
        if (!terminal.isInteractive()) {
            return Optional.empty();
        }
        char[] typed = terminal.askHidden(prompt)
                .orElseThrow(() -> new FishnetException(ErrorKind.USAGE, "nothing was typed"));
        return Optional.of(encode(typed));
    }

    private static SecretBytes withoutLineBreak(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && bytes[end - 1] == '\r') {
            end--;
        }
        byte[] exact = Arrays.copyOf(bytes, end);
        Arrays.fill(bytes, (byte) 0);
        return SecretBytes.takeFrom(exact);
    }

    /** Through arrays of our own, so that no copy is left behind. */
    private static SecretBytes encode(char[] typed) {
        byte[] bytes = new byte[typed.length * LONGEST_UTF8];
        ByteBuffer encoded = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), encoded, true);
        byte[] exact = Arrays.copyOf(bytes, encoded.position());
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(typed, '\0');
        return SecretBytes.takeFrom(exact);
    }
}
