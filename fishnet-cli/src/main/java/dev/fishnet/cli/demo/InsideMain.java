package dev.fishnet.cli.demo;

import dev.fishnet.cli.Platforms;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The two roles that the demo plays for itself inside private networks. A program apart from the command line, which
 * refuses to run where its parent runs: it changes addresses and rules of the network it is in.
 */
final class InsideMain {
    static final String INTERNET = "internet";
    static final String MACHINE = "machine";

    private InsideMain() {}

    public static void main(String[] args) throws FishnetException, IOException {
        requirePrivateNetwork();
        Terminal terminal = Terminal.ofProcess();
        PlatformPorts platform = Platforms.SUPPORTED.forOs(System.getProperty("os.name"), "demo");
        if (args[0].equals(INTERNET)) {
            playInternet(new PrivateNetwork(platform.processes()), terminal);
        } else {
            new AgentsMachine(platform, terminal, Clock.systemUTC()).play(Long.parseLong(args[1]));
        }
        // the servers' threads would keep the process
        terminal.flush();
        System.exit(0);
    }

    private static void requirePrivateNetwork() throws IOException {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        if (network("self").equals(network(Long.toString(parent)))) {
            throw new IllegalStateException("this is not a private network");
        }
    }

    private static Path network(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net"));
    }

    /** Answers connections while the agent's machine runs in another network. */
    private static void playInternet(PrivateNetwork network, Terminal terminal) throws FishnetException, IOException {
        network.bringLoopbackUp();
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(PrivateNetwork.INTERNET_PORT));
            long self = ProcessHandle.current().pid();
            terminal.write(network.runInside(MACHINE, Long.toString(self)));
        }
    }
}
