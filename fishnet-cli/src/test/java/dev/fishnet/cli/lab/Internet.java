package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The running {@link InternetMain}, seen through its folder. */
final class Internet {
    private final Path folder;
    private final int upstreamPort;
    private final int tcpPort;
    private final int udpPort;

    private Internet(Path folder, String ports) {
        this.folder = folder;
        String[] all = ports.split(" ", -1);
        upstreamPort = Integer.parseInt(all[0]);
        tcpPort = Integer.parseInt(all[1]);
        udpPort = Integer.parseInt(all[2]);
    }

    static Internet start(World world) throws IOException, InterruptedException {
        Path folder = world.folder("rwx------");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process process = Run.start(
                Run.join(
                        world.onInternet(),
                        java,
                        "-cp",
                        classPath,
                        InternetMain.class.getName(),
                        folder.toString(),
                        World.INTERNET_4),
                Map.of(),
                folder,
                folder.resolve("log"));
        world.undo().add(process::destroyForcibly);
        Path ports = folder.resolve("ports");
        Await.until("the internet to be there", () -> Files.exists(ports) || !process.isAlive());
        if (!Files.exists(ports)) {
            throw new AssertionError("no internet: " + Files.readString(folder.resolve("log")));
        }
        return new Internet(folder, Files.readString(ports));
    }

    String upstreamBase() {
        return "https://" + World.INTERNET_4 + ":" + upstreamPort;
    }

    Path authorityPem() {
        return folder.resolve("ca.pem");
    }

    /** Every direct way out, as {@link Probe} takes them. */
    String[] directWays() {
        return new String[] {
            "tcp", World.INTERNET_4, "" + tcpPort, "tcp", World.INTERNET_6, "" + tcpPort,
            "udp", World.INTERNET_4, "" + udpPort, "udp", World.INTERNET_6, "" + udpPort
        };
    }

    /** What came in outside the upstream: protocol, sender and word. */
    List<String> heard() throws IOException {
        Path file = folder.resolve("heard");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The requests of the upstream from that number on (the first is 1), as soon as there are so many. */
    List<UpstreamRequest> requests(int first, int count) throws IOException, InterruptedException {
        Path last = folder.resolve(first + count - 1 + ".head");
        Await.until("request " + (first + count - 1) + " at the upstream", () -> Files.exists(last));
        return IntStream.range(first, first + count).mapToObj(this::request).toList();
    }

    int requestsSoFar() {
        int number = 0;
        while (Files.exists(folder.resolve(number + 1 + ".head"))) {
            number++;
        }
        return number;
    }

    private UpstreamRequest request(int number) {
        try {
            String head = Files.readString(folder.resolve(number + ".head"), ISO_8859_1);
            return new UpstreamRequest(head, Files.readString(folder.resolve(number + ".body"), ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
