package dev.fishnet.storage;

import dev.fishnet.crypto.SecretDigest;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentToken;
import dev.fishnet.policy.AgentTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The digests of agents' tokens: a first line that names the format, then a line for each token, {@code ID AGENT
 * CREATED SHA256}. The owner's alone, written whole, and refused whole when a line is no good.
 */
public final class AgentTokenFile {
    private static final String FORMAT = "fishnet-agent-tokens 1";
    private static final int LARGEST = 1 << 20;
    private static final int FIELDS = 4;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    /** Names the file; touches nothing yet. */
    public AgentTokenFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** A change of the tokens, and what it came to. */
    @FunctionalInterface
    public interface Change<T> {
        /** What comes of these tokens. */
        Changed<T> of(AgentTokens tokens) throws FishnetException;
    }

    /** The tokens after a change, and what whoever asked for it wants to know. */
    public record Changed<T>(AgentTokens tokens, T result) {}

    /**
     * The tokens; none when there is no file.
     *
     * @throws FishnetException of kind DENIED when others may have changed it, CORRUPT when it is not such a file
     */
    public AgentTokens read() throws FishnetException {
        return FileFailure.explained("read", path, () -> {
            Optional<PosixFileAttributes> found = PlainFile.attributes(path);
            if (found.isEmpty()) {
                return AgentTokens.NONE;
            }
            requirePrivate(found.get());
            return parse(new String(PlainFile.read(path, LARGEST), StandardCharsets.US_ASCII));
        });
    }

    /** Changes the tokens, one writer at a time; nothing is written when the change fails or changes nothing. */
    public <T> T update(Change<T> change) throws FishnetException {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        return FileFailure.explained("write", path, () -> {
            VaultLock lock =
                    VaultLock.acquire(path.resolveSibling(".").toRealPath().resolve(lockFile.getFileName()));
            try {
                AgentTokens before = read();
                Changed<T> changed = change.of(before);
                if (!changed.tokens().equals(before)) {
                    put(changed.tokens());
                }
                return changed.result();
            } finally {
                lock.close();
            }
        });
    }

    private void put(AgentTokens tokens) throws IOException, FishnetException {
        Path draft = path.resolveSibling(path.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        new WholeWrite(draft).replace(path, text(tokens).getBytes(StandardCharsets.US_ASCII), made -> {
            VaultOwnership.requireOwner("token file", made, path);
            // open(2) subtracts the umask, which may take the owner's own bits away
            Files.setPosixFilePermissions(made, OWNER_ONLY);
        });
    }

    private void requirePrivate(PosixFileAttributes found) throws IOException, FishnetException {
        if (!OWNER_ONLY.containsAll(found.permissions())
                || !found.owner().equals(Files.getOwner(path.resolveSibling(".")))) {
            throw new FishnetException(
                    ErrorKind.DENIED,
                    "others than the owner of its folder may have changed the token file " + path,
                    "remove it and make new tokens: fishnet agent token NAME");
        }
    }

    private static String text(AgentTokens tokens) {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        for (AgentToken token : tokens.all()) {
            text.append(token.id()).append(' ').append(token.agent()).append(' ');
            text.append(token.created())
                    .append(' ')
                    .append(token.digest().hex())
                    .append('\n');
        }
        return text.toString();
    }

    private AgentTokens parse(String text) throws FishnetException {
        String[] lines = text.split("\n", -1);
        if (lines.length < 2 || !lines[0].equals(FORMAT) || !lines[lines.length - 1].isEmpty()) {
            throw corrupt("its first line does not name a format that this version knows, or its end is missing");
        }
        List<AgentToken> tokens = new ArrayList<>();
        for (int i = 1; i < lines.length - 1; i++) {
            tokens.add(token(lines[i], i + 1));
        }
        try {
            return new AgentTokens(tokens);
        } catch (IllegalArgumentException e) {
            throw corrupt("it holds " + e.getMessage());
        }
    }

    /** The line is not quoted: what stands there instead of a digest may be a secret. */
    private AgentToken token(String line, int number) throws FishnetException {
        String[] fields = line.split(" ", -1);
        try {
            if (fields.length == FIELDS) {
                return new AgentToken(
                        fields[0], new AgentName(fields[1]), Instant.parse(fields[2]), SecretDigest.ofHex(fields[3]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw corrupt("line " + number + " is not a token's");
        }
        throw corrupt("line " + number + " is not a token's");
    }

    private FishnetException corrupt(String why) {
        return new FishnetException(
                ErrorKind.CORRUPT,
                "the token file " + path + " cannot be read, so no token is valid: " + why,
                "restore it, or remove it and make new tokens: fishnet agent token NAME");
    }
}
