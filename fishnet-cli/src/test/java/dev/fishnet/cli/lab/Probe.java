package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Tries ways out, as whoever runs it. One class without others, so that it can be copied to where an agent's user may
 * read it. Prints one line for each way: {@code tcp 192.0.2.2 open}, or {@code refused MILLISECONDS REASON}.
 */
final class Probe {
    /** Length of the word that is sent. */
    static final int WORD = 8;

    private static final int PATIENCE_MILLIS = 5000;

    private Probe() {}

    /**
     * Tries one way after the other.
     *
     * @param args a word of {@link #WORD} letters, then {@code PROTOCOL ADDRESS PORT} for each way
     */
    public static void main(String[] args) {
        for (int i = 1; i + 2 < args.length; i += 3) {
            String found = probe(args[0], args[i], new InetSocketAddress(args[i + 1], Integer.parseInt(args[i + 2])));
            System.out.println(args[i] + " " + args[i + 1] + " " + found);
        }
    }

    private static String probe(String word, String protocol, InetSocketAddress target) {
        long start = System.nanoTime();
        try {
            byte[] bytes = word.getBytes(UTF_8);
            if (protocol.equals("tcp")) {
                tcp(bytes, target);
            } else {
                udp(bytes, target);
            }
            return "open";
        } catch (IOException e) {
            return "refused " + (System.nanoTime() - start) / 1_000_000 + " " + e.getMessage();
        }
    }

    private static void tcp(byte[] word, InetSocketAddress target) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(target, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(word);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed without an answer");
            }
        }
    }

    private static void udp(byte[] word, InetSocketAddress target) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(target);
            socket.send(new DatagramPacket(word, word.length));
            socket.receive(new DatagramPacket(new byte[64], 64));
        }
    }
}
