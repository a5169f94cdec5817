package dev.fishnet.platform.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process of another user that calls a gateway of ours, and does with its socket what a line on its input says. */
final class CallingProcess implements AutoCloseable {
    private static final String CALL = """
            import socket, sys
            family, host, port, how = sys.argv[1:5]
            s = socket.socket(getattr(socket, family), socket.SOCK_STREAM)
            if how == 'bound':
                s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b'lo')
            s.connect((host, int(port)))
            print('called', flush=True)
            for line in sys.stdin:
                if line.strip() == 'close':
                    s.close()
                if line.strip() == 'half':
                    s.shutdown(socket.SHUT_WR)
                print('done', flush=True)
            """;

    private final ServerSocket listener;
    private final Process process;
    private final BufferedReader said;
    private final Socket accepted;

    private CallingProcess(ServerSocket listener, Process process, BufferedReader said, Socket accepted) {
        this.listener = listener;
        this.process = process;
        this.said = said;
        this.accepted = accepted;
    }

    /** @param target where it calls: an address of ours, or one that is mapped to it */
    static CallingProcess of(long uid, String family, String target, String... how) throws IOException {
        return of(List.of(), uid, family, target, how);
    }

    static CallingProcess of(List<String> before, long uid, String family, String target, String... how)
            throws IOException {
        InetAddress ours = InetAddress.getByName(target.replace("::ffff:", ""));
        ServerSocket listener = new ServerSocket(0, 5, ours);
        String id = Long.toString(uid);
        List<String> argv = new ArrayList<>(before);
        argv.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "/usr/bin/python3", "-c"));
        argv.addAll(List.of(CALL, family, target, Integer.toString(listener.getLocalPort())));
        argv.add(how.length == 0 ? "plainly" : how[0]);
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        listener.setSoTimeout(10_000);
        Socket accepted = listener.accept();
        CallingProcess calling = new CallingProcess(listener, process, said, accepted);
        calling.await("called");
        return calling;
    }

    private void await(String word) throws IOException {
        String line = said.readLine();
        if (!word.equals(line)) {
            throw new IOException("the calling process said " + line);
        }
    }

    /** Lets it do something with its socket, and waits until it has. */
    void tell(String word) throws IOException {
        process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        await("done");
    }

    InetSocketAddress gateway() {
        return (InetSocketAddress) accepted.getLocalSocketAddress();
    }

    InetSocketAddress peer() {
        return (InetSocketAddress) accepted.getRemoteSocketAddress();
    }

    @Override
    public void close() throws IOException {
        accepted.close();
        listener.close();
        process.destroyForcibly();
    }
}
