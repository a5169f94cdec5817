package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Echo;
import dev.fishnet.testkit.Exchange;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.testkit.TestCertificates;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Plays the internet in a namespace of its own: a {@link FakeUpstream} over TLS, and a TCP and a UDP port open to both
 * IP families that write down whoever gets through. Everything it knows it writes into a folder; see {@link Internet}.
 */
final class InternetMain {
    private static final byte[] HEARD = "heard".getBytes(UTF_8);

    private final Path folder;

    private InternetMain(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens its doors, and never returns.
     *
     * @param args the folder and the IPv4 address of the upstream
     */
    public static void main(String[] args) throws Exception {
        new InternetMain(Path.of(args[0])).run(args[1]);
    }

    private void run(String address) throws IOException, InterruptedException {
        TestCertificates certificates = TestCertificates.forNames(address);
        certificates.writeAuthorityPem(folder.resolve("ca.pem"));
        try (FakeUpstream upstream = FakeUpstream.tls(certificates, new InetSocketAddress(address, 0));
                ServerSocket tcp = new ServerSocket(0);
                DatagramSocket udp = new DatagramSocket(0)) {
            upstream.answerAlways(InternetMain::answer);
            Thread.ofVirtual().start(() -> hearTcp(tcp));
            Thread.ofPlatform().daemon().start(() -> hearUdp(udp));
            write("ports", (upstream.port() + " " + tcp.getLocalPort() + " " + udp.getLocalPort()).getBytes(UTF_8));
            record(upstream);
        }
    }

    /** A field {@code x-lab-echo: WAY} has the client told in that way what was sent. */
    private static void answer(RecordedRequest request, Exchange exchange) throws IOException, InterruptedException {
        Answer answer = switch (request.header("x-lab-echo").orElse("")) {
            case "body" -> Echo.inBody(200);
            case "error" -> Echo.inHtml(500);
            case "header" -> Echo.inHeader("x-debug", 200);
            case "redirect" -> Echo.inRedirect(302, "https://elsewhere.example/");
            case "trailer" -> Echo.inTrailer("x-debug");
            default -> Answer.played();
        };
        answer.send(request, exchange);
    }

    private void record(FakeUpstream upstream) throws IOException, InterruptedException {
        for (int number = 1; ; number++) {
            RecordedRequest request = upstream.awaitRequest(Duration.ofDays(1));
            Files.write(folder.resolve(number + ".body"), request.body());
            write(number + ".head", request.head());
        }
    }

    private void hearTcp(ServerSocket listener) {
        try {
            while (true) {
                try (Socket client = listener.accept()) {
                    client.setSoTimeout(2000);
                    heard(
                            "tcp",
                            client.getInetAddress(),
                            new String(client.getInputStream().readNBytes(Probe.WORD), UTF_8));
                    client.getOutputStream().write(HEARD);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hearUdp(DatagramSocket socket) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                heard("udp", packet.getAddress(), new String(packet.getData(), 0, packet.getLength(), UTF_8));
                socket.send(new DatagramPacket(HEARD, HEARD.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void heard(String protocol, InetAddress from, String word) throws IOException {
        String line = protocol + " " + from.getHostAddress() + " " + word + "\n";
        Files.writeString(folder.resolve("heard"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A file that is there is whole. */
    private void write(String name, byte[] content) throws IOException {
        Path unfinished = Files.write(folder.resolve(name + ".new"), content);
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
