package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A network namespace of its own, in which commands run as they would on a fresh machine; removed when closed. */
final class Host implements ProcessControlPort, AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ProcessControlPort MACHINE = new LinuxProcesses(Duration.ofSeconds(30));

    private final String name;
    private final boolean legacy;

    private Host(boolean legacy) {
        this.legacy = legacy;
        this.name = "fishnet-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        ip("netns", "add", name);
        ip("-n", name, "link", "set", "lo", "up");
    }

    /** A host whose packet filter is as the machine's alternatives say. */
    static Host create() {
        requireMachine();
        return new Host(false);
    }

    /** A host whose iptables is the one from before nftables. */
    static Host createLegacy() {
        requireMachine();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/iptables-legacy-save")), "needs iptables-legacy");
        Host host = new Host(true);
        if (!host.ask("iptables-save", "-t", "mangle").succeeded()) {
            host.close();
            assumeTrue(false, "needs a kernel with the ip_tables module");
        }
        return host;
    }

    private static void requireMachine() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to make a network namespace");
        Stream.of("/usr/sbin/iptables", "/usr/sbin/ip6tables", "/usr/sbin/nft", "/usr/sbin/ip", "/usr/bin/setpriv")
                .forEach(tool -> assumeTrue(Files.isExecutable(Path.of(tool)), "needs " + tool));
    }

    /** Connects two hosts, 192.0.2.1 and .2, 2001:db8::1 and ::2; what has no other way goes to the second. */
    void connectTo(Host other) {
        ip("link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", "eth0", "netns", other.name);
        address("192.0.2.1/24", "2001:db8::1/64");
        other.address("192.0.2.2/24", "2001:db8::2/64");
        ip("-n", name, "route", "add", "default", "via", "192.0.2.2");
        ip("-n", name, "-6", "route", "add", "default", "via", "2001:db8::2");
    }

    private void address(String ipv4, String ipv6) {
        ip("-n", name, "addr", "add", ipv4, "dev", "eth0");
        ip("-n", name, "addr", "add", ipv6, "dev", "eth0", "nodad");
        ip("-n", name, "link", "set", "eth0", "up");
    }

    private static void ip(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("ip"));
        argv.addAll(List.of(arguments));
        require(MACHINE, new Command(argv, Optional.empty()));
    }

    private static String require(ProcessControlPort processes, Command command) {
        try {
            ProcessOutcome outcome = processes.run(command);
            assertEquals(0, outcome.exitStatus(), () -> command + ": " + outcome.errors());
            return outcome.output();
        } catch (FishnetException e) {
            throw new AssertionError(e);
        }
    }

    /** What a command prints that has to succeed. */
    String require(String... argv) {
        return require(this, Command.of(argv));
    }

    ProcessOutcome ask(String... argv) {
        try {
            return run(Command.of(argv));
        } catch (FishnetException e) {
            throw new AssertionError(e);
        }
    }

    /** The argument vector that does the same in this host. */
    List<String> inside(List<String> argv) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
        words.addAll(argv);
        words.set(4, program(argv.getFirst()));
        return words;
    }

    private String program(String program) {
        return legacy ? program.replaceFirst("^(ip6?tables)", "$1-legacy") : program;
    }

    /** Every rule of both IP versions, without what changes by itself: dates and counters. */
    String rules() {
        StringBuilder rules = new StringBuilder();
        for (String tool : List.of("iptables-save", "ip6tables-save")) {
            for (String table : List.of("filter", "mangle", "nat")) {
                rules.append(require(tool, "-t", table));
            }
        }
        return rules.toString().replaceAll("(?m)^#.*\n", "").replaceAll("\\[[0-9:]+]", "[0:0]");
    }

    /** Connections over IPv4 that iptables has refused to agents, since their chain was last touched. */
    long refusedConnections() {
        return require("iptables", "-v", "-x", "-n", "-L", "FISHNET-DENY")
                .lines()
                .filter(line -> line.contains("tcp-reset"))
                .mapToLong(line -> Long.parseLong(line.strip().split(" ", 2)[0]))
                .sum();
    }

    @Override
    public ProcessOutcome run(Command command) throws FishnetException {
        return MACHINE.run(new Command(inside(command.argv()), command.input()));
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return MACHINE.startOf(pid);
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) throws FishnetException {
        return MACHINE.terminate(pid, startedAt);
    }

    @Override
    public void close() {
        ip("netns", "del", name);
    }
}
