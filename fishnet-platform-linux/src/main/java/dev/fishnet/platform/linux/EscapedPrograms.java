package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.escape.Expectation;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.firewall.escape.Verdict;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Attempts by a real program in a process of the agent's: logger(1), which every distribution has, sends one UDP
 * packet. The agent can kill that process, and then the attempt counts as failed, not as blocked.
 */
final class EscapedPrograms {
    private static final String GROUP = "programs";
    private static final int SIGNALLED = 128;

    private final ProcessControlPort processes;
    private final PacketObserver observer;
    private final IntSupplier freshPorts;

    EscapedPrograms(ProcessControlPort processes, PacketObserver observer, IntSupplier freshPorts) {
        this.processes = processes;
        this.observer = observer;
        this.freshPorts = freshPorts;
    }

    private record Program(String id, String sentence, InetAddress target, List<String> wrapper) {}

    private static List<Program> programs() {
        InetAddress four = Targets.address("198.51.100.78");
        InetAddress six = Targets.address("2001:db8:77::78");
        List<String> namespace = List.of("unshare", "--user", "--map-root-user");
        return List.of(
                new Program("program-udp4", "a program of the agent's, IPv4", four, List.of()),
                new Program("program-udp6", "a program of the agent's, IPv6", six, List.of()),
                new Program("userns-udp4", "root of a user namespace, IPv4", four, namespace),
                new Program("userns-udp6", "root of a user namespace, IPv6", six, namespace),
                new Program(
                        "netns-udp4",
                        "a user and a network namespace, IPv4",
                        four,
                        List.of("unshare", "--user", "--map-root-user", "--net")));
    }

    List<Finding> attempt(Identity agent) throws FishnetException {
        List<Finding> findings = new ArrayList<>();
        for (Program program : programs()) {
            findings.add(attempt(program, agent));
        }
        return findings;
    }

    private Finding attempt(Program program, Identity agent) throws FishnetException {
        int rootsPort = freshPorts.getAsInt();
        int port = freshPorts.getAsInt();
        PacketObserver.Mark roots = packet -> packet.goesTo(program.target, rootsPort);
        PacketObserver.Mark agents = packet -> !packet.isOnLoopback() && packet.goesTo(program.target, port);
        String target = Targets.figures(program.target) + " port " + port;
        try {
            processes.run(new Command(logger(program.target, rootsPort), Optional.empty()));
            ProcessOutcome outcome = processes.run(as(agent, program, port));
            Patience.until(() -> {
                observer.fetch(List.of(roots, agents));
                return observer.find(roots).isPresent() && observer.find(agents).isPresent();
            });
            return finding(
                    program,
                    target,
                    outcome,
                    observer.find(roots).isPresent(),
                    observer.find(agents).map(SeenPacket::device).orElse(""));
        } catch (ProgramMissingException missing) {
            return finding(program, Verdict.IMPOSSIBLE, target, String.valueOf(missing.getMessage()));
        }
    }

    private static Finding finding(
            Program program, String target, ProcessOutcome outcome, boolean rootCan, String device) {
        String complaint = outcome.errors().lines().findFirst().orElse("");
        if (!device.isEmpty()) {
            return finding(program, Verdict.OPEN, target, "left by " + device);
        }
        if (outcome.exitStatus() >= SIGNALLED) {
            return finding(program, Verdict.BROKEN, target, "the program was killed before it had tried");
        }
        if (complaint.startsWith("unshare:") || complaint.startsWith("setpriv:")) {
            return finding(program, Verdict.IMPOSSIBLE, target, complaint);
        }
        return rootCan
                ? finding(program, Verdict.BLOCKED, target, "")
                : finding(program, Verdict.IMPOSSIBLE, target, "root's own packet does not leave either");
    }

    private static Finding finding(Program program, Verdict verdict, String target, String detail) {
        return new Finding(program.id, GROUP, program.sentence, Expectation.BLOCKED, verdict, target, detail);
    }

    private static Command as(Identity agent, Program program, int port) {
        List<String> argv = new ArrayList<>(List.of(
                "timeout",
                "--signal=KILL",
                "10",
                "setpriv",
                "--reuid=" + agent.uid(),
                "--regid=" + agent.gid(),
                "--clear-groups",
                "--reset-env",
                "--no-new-privs"));
        argv.addAll(program.wrapper);
        argv.addAll(logger(program.target, port));
        return new Command(argv, Optional.empty());
    }

    private static List<String> logger(InetAddress target, int port) {
        return List.of(
                "logger",
                "--udp",
                "--rfc3164",
                "--server",
                target.getHostAddress(),
                "--port",
                String.valueOf(port),
                "fishnet firewall verify");
    }
}
