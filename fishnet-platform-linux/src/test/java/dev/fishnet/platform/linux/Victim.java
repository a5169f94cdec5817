package dev.fishnet.platform.linux;

import dev.fishnet.vault.SecretBytes;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A process with a secret: in its environment, in locked memory, in a file and behind a socket of its folder. It says
 * "ready" and lives until its standard input ends.
 */
final class Victim {
    private Victim() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        byte[] secret = System.getenv("FISHNET_MASTER_PASSWORD").getBytes(StandardCharsets.US_ASCII);
        write(folder.resolve("vault.key"), secret);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SecretBytes held = SecretBytes.takeFrom(secret)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
            List.of(args).subList(1, args.length).forEach(Victim::obey);
            System.out.println("ready");
            while (System.in.read() >= 0) {}
            System.out.println(held);
        }
    }

    private static void obey(String word) {
        switch (word) {
            case "protect" -> new LinuxSelfProtection().protect().forEach(System.out::println);
            case "scrub" -> {
                LibC.load();
                EnvironmentBlock.ofThisProcess().scrub().ifPresent(System.out::println);
            }
            default -> throw new IllegalArgumentException(word);
        }
    }

    private static void write(Path file, byte[] secret) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, secret);
    }
}
