package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host of an agent, and another one that stands for everybody outside and counts what reaches it. */
record Neighbours(Host host, Host internet) implements AutoCloseable {
    private static final String SERVER = """
            import socket, sys, threading
            def accept(server):
                while True: server.accept()
            for port in sys.argv[1:]:
                server = socket.create_server(('::', int(port)), family=socket.AF_INET6, dualstack_ipv6=True)
                threading.Thread(target=accept, args=[server]).start()
            print('listening', flush=True)
            """;

    static Neighbours create() {
        Neighbours neighbours = new Neighbours(Host.create(), Host.create());
        neighbours.host.connectTo(neighbours.internet);
        neighbours.host.require("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
        assertTrue(Eventually.isTrue(() -> neighbours.answers("-4", "192.0.2.2")));
        assertTrue(Eventually.isTrue(() -> neighbours.answers("-6", "2001:db8::2")));
        return neighbours;
    }

    private boolean answers(String family, String address) {
        return host.ask("ping", family, "-c1", "-W0.1", address).succeeded();
    }

    /** Runs a script of bash as that user, for two seconds at most. */
    ProcessOutcome as(long uid, String script) {
        List<String> argv = new ArrayList<>(user(uid));
        argv.addAll(List.of("timeout", "2", "bash", "-c", script));
        return host.ask(argv.toArray(String[]::new));
    }

    private static List<String> user(long uid) {
        String id = String.valueOf(uid);
        return List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups");
    }

    /** A server of that user on every address of the host, which accepts connections when this returns. */
    Process listen(long uid, int... ports) throws IOException {
        List<String> argv = new ArrayList<>(List.of("/usr/bin/python3", "-c", SERVER));
        for (int port : ports) {
            argv.add(String.valueOf(port));
        }
        Process server = start(uid, argv);
        assertEquals("listening", server.inputReader(StandardCharsets.UTF_8).readLine());
        return server;
    }

    /** That user does something again and again, as fast as it can, until it is ended. */
    Process flood(long uid, String script) throws IOException {
        return start(uid, List.of("bash", "-c", "while :; do " + script + "; done 2>/dev/null"));
    }

    private Process start(long uid, List<String> argv) throws IOException {
        List<String> command = new ArrayList<>(user(uid));
        command.addAll(argv);
        return new ProcessBuilder(host.inside(command))
                .redirectErrorStream(true)
                .start();
    }

    /** Packets that any counting rule at the entrance of a host has seen. */
    static long arrivedAt(Host host) {
        String counted = host.require("iptables-save", "-c", "-t", "filter")
                + host.require("ip6tables-save", "-c", "-t", "filter");
        Matcher matcher = Pattern.compile("(?m)^\\[([0-9]+):[0-9]+] -A INPUT").matcher(counted);
        return matcher.results()
                .mapToLong(rule -> Long.parseLong(rule.group(1)))
                .sum();
    }

    @Override
    public void close() {
        host.close();
        internet.close();
    }
}
