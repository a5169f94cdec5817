package dev.fishnet.bench;

import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.linux.LinuxPlatform;
import dev.fishnet.user.PeerIdentityPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whose a connection is, as the kernel says; asked once for each connection. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class Callers {
    private PeerIdentityPort identities;
    private ServerSocket server;
    private Socket agent;
    private Socket accepted;

    @Setup
    public void open() throws IOException, FishnetException {
        identities = new LinuxPlatform().peerIdentity();
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        agent = new Socket(server.getInetAddress(), server.getLocalPort());
        accepted = server.accept();
        if (callerLookedUp().isEmpty()) {
            throw new IllegalStateException("the kernel does not say, through " + identities.source());
        }
    }

    @Benchmark
    public OptionalLong callerLookedUp() throws FishnetException {
        return identities.uidOf((InetSocketAddress) accepted.getLocalSocketAddress(), (InetSocketAddress)
                accepted.getRemoteSocketAddress());
    }

    @TearDown
    public void close() throws IOException {
        accepted.close();
        agent.close();
        server.close();
        identities.close();
    }
}
