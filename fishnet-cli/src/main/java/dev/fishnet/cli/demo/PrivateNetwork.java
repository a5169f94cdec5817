package dev.fishnet.cli.demo;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two network namespaces that have each other and nobody else: one is the agent's machine, the other plays the
 * internet. They have no names and go with their processes; this machine's own network is not touched. Addresses are
 * those set aside for documentation (RFC 5737, RFC 3849).
 */
final class PrivateNetwork {
    static final String INTERNET_4 = "192.0.2.2";
    static final String INTERNET_6 = "2001:db8::2";
    static final int INTERNET_PORT = 8080;

    private final ProcessControlPort processes;

    PrivateNetwork(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** Runs this program again in a network of its own, and returns what it printed. */
    String runInside(String... arguments) throws FishnetException {
        List<String> argv = new ArrayList<>(List.of("unshare", "--net", "--"));
        argv.addAll(JavaCommand.self());
        argv.add(InsideMain.class.getName());
        argv.addAll(List.of(arguments));
        ProcessOutcome outcome = processes.run(new Command(argv, Optional.empty()));
        if (!outcome.succeeded()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "no private network could be made: "
                            + outcome.errors().lines().findFirst().orElse("no reason given"));
        }
        return outcome.output();
    }

    /** Brings loopback up, which a new namespace has down. */
    void bringLoopbackUp() throws FishnetException {
        ip("link", "set", "lo", "up");
    }

    /** From the agent's machine: lays a cable to the namespace of that process, and gives both ends their addresses. */
    void connectTo(long internet) throws FishnetException {
        bringLoopbackUp();
        ip("link", "add", "fishnet0", "type", "veth", "peer", "name", "fishnet1", "netns", Long.toString(internet));
        ip("address", "add", "192.0.2.1/24", "dev", "fishnet0");
        ip("address", "add", "2001:db8::1/64", "dev", "fishnet0", "nodad");
        ip("link", "set", "fishnet0", "up");
        ipInside(internet, "address", "add", INTERNET_4 + "/24", "dev", "fishnet1");
        ipInside(internet, "address", "add", INTERNET_6 + "/64", "dev", "fishnet1", "nodad");
        ipInside(internet, "link", "set", "fishnet1", "up");
    }

    private void ip(String... arguments) throws FishnetException {
        run(List.of("ip"), arguments);
    }

    private void ipInside(long process, String... arguments) throws FishnetException {
        run(List.of("nsenter", "--net=/proc/" + process + "/ns/net", "--", "ip"), arguments);
    }

    private void run(List<String> program, String... arguments) throws FishnetException {
        List<String> argv = new ArrayList<>(program);
        argv.addAll(List.of(arguments));
        ProcessOutcome outcome = processes.run(new Command(argv, Optional.empty()));
        if (!outcome.succeeded()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    String.join(" ", argv) + ": "
                            + outcome.errors().lines().findFirst().orElse("no reason given"));
        }
    }
}
