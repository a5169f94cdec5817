package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.PeerIdentityPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The lists of all sockets in /proc (proc_pid_net(5)), for where sock_diag is not to be had. Read through the process's
 * own folder, which is there even where the rest of /proc is hidden. The time it takes grows with the sockets.
 */
final class ProcNetTcp implements PeerIdentityPort {
    /** Some 400,000 sockets; who opens more of them is not told apart any more. */
    private static final int MOST_LINES = 400_000;

    private static final int STATE = 3;
    private static final int UID = 7;
    private static final int INODE = 9;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Path folder;
    private final SocketOwner owners;

    /** @param folder {@code /proc/self/net}, or a test's */
    ProcNetTcp(Path folder, SocketOwner owners) {
        this.folder = folder;
        this.owners = owners;
    }

    @Override
    public OptionalLong uidOf(InetSocketAddress gateway, InetSocketAddress peer) throws FishnetException {
        for (PeerSocket candidate : PeerSocket.of(gateway, peer)) {
            OptionalLong owner = find(candidate);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong find(PeerSocket wanted) throws FishnetException {
        Path list = folder.resolve(wanted.family() == NetCalls.AF_INET ? "tcp" : "tcp6");
        try {
            return Files.exists(list) ? find(wanted, list) : OptionalLong.empty();
        } catch (IOException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, list + " does not say who is calling: " + e.getMessage(), null, e);
        }
    }

    /** Two sockets that pass for the one that is wanted are one too many: sockets bound to a device can be. */
    private OptionalLong find(PeerSocket wanted, Path list) throws IOException {
        String ends = " " + text(wanted.local()) + " " + text(wanted.remote()) + " ";
        OptionalLong found = OptionalLong.empty();
        boolean seen = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(list), StandardCharsets.US_ASCII))) {
            String line = lines.readLine();
            for (int i = 0; i < MOST_LINES && line != null; i++) {
                if (line.contains(ends)) {
                    if (seen) {
                        return OptionalLong.empty();
                    }
                    seen = true;
                    found = owner(line);
                }
                line = lines.readLine();
            }
        }
        return found;
    }

    private OptionalLong owner(String line) {
        String[] fields = line.strip().split("\\s+", INODE + 2);
        if (fields.length <= INODE || !fields[UID].matches("[0-9]{1,10}") || !fields[INODE].matches("[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        return owners.of(
                Integer.parseInt(fields[STATE], 16), Long.parseLong(fields[UID]), Long.parseLong(fields[INODE]));
    }

    /** The address as words of the machine's order, then the port. */
    private static String text(PeerSocket.End end) {
        StringBuilder text = new StringBuilder();
        ByteBuffer address = end.address().duplicate().order(ByteOrder.nativeOrder());
        while (address.hasRemaining()) {
            text.append(HEX.toHexDigits(address.getInt()));
        }
        return text.append(String.format(Locale.ROOT, ":%04X", end.port())).toString();
    }

    @Override
    public String source() {
        return "/proc/net/tcp";
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
