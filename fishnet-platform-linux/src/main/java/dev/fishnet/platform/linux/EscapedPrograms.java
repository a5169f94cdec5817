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
import java.util.stream.Stream;

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

    /** A program that has ended, as root and as the agent. */
    private record Ended(
            Program program,
            String target,
            PacketObserver.Mark roots,
            PacketObserver.Mark agents,
            String obstacle,
            int exitStatus) {}

    List<Finding> attempt(Identity agent) throws FishnetException {
        List<Ended> all = new ArrayList<>();
        for (Program program : programs()) {
            all.add(run(program, agent));
        }
        List<PacketObserver.Mark> marks =
                all.stream().flatMap(each -> Stream.of(each.roots, each.agents)).toList();
        Patience.until(Patience.NEXT, () -> {
            observer.fetch(marks);
            return marks.stream().allMatch(mark -> observer.find(mark).isPresent());
        });
        return all.stream().map(this::finding).toList();
    }

    private Ended run(Program program, Identity agent) throws FishnetException {
        int rootsPort = freshPorts.getAsInt();
        int port = freshPorts.getAsInt();
        PacketObserver.Mark roots = packet -> packet.goesTo(program.target, rootsPort);
        PacketObserver.Mark agents = packet -> !packet.isOnLoopback() && packet.goesTo(program.target, port);
        String figures = Targets.figures(program.target);
        String target = (figures.contains(":") ? "[" + figures + "]" : figures) + ":" + port;
        try {
            processes.run(new Command(logger(program.target, rootsPort), Optional.empty()));
            ProcessOutcome outcome = processes.run(as(agent, program, port));
            return new Ended(program, target, roots, agents, obstacle(outcome), outcome.exitStatus());
        } catch (ProgramMissingException missing) {
            return new Ended(program, target, roots, agents, String.valueOf(missing.getMessage()), 0);
        }
    }

    /** What kept the program from being started; empty when it was. */
    private static String obstacle(ProcessOutcome outcome) {
        String complaint = outcome.errors().lines().findFirst().orElse("");
        boolean wrapped = Stream.of("timeout:", "setpriv:", "unshare:").anyMatch(complaint::startsWith);
        return wrapped ? complaint : "";
    }

    private Finding finding(Ended ended) {
        Optional<SeenPacket> left = observer.find(ended.agents);
        if (left.isPresent()) {
            return finding(ended, Verdict.OPEN, "left by " + left.get().device());
        }
        if (!ended.obstacle.isEmpty()) {
            return finding(ended, Verdict.IMPOSSIBLE, ended.obstacle);
        }
        if (ended.exitStatus >= SIGNALLED) {
            return finding(ended, Verdict.BROKEN, "the program was killed before it had tried");
        }
        return observer.find(ended.roots).isPresent()
                ? finding(ended, Verdict.BLOCKED, "")
                : finding(ended, Verdict.IMPOSSIBLE, "root's own packet does not leave either");
    }

    private static Finding finding(Ended ended, Verdict verdict, String detail) {
        Program program = ended.program;
        return new Finding(program.id, GROUP, program.sentence, Expectation.BLOCKED, verdict, ended.target, detail);
    }

    private static Command as(Identity agent, Program program, int port) {
        List<String> argv = new ArrayList<>(List.of(
                "timeout",
                "--signal=KILL",
                "10",
                "setpriv",
                "--reuid=" + agent.uid(),
                "--regid=" + agent.gid(),
                "--init-groups",
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
