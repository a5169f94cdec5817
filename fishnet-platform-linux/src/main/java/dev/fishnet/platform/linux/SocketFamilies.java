package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which {@link SocketFamily} an agent can open here: those that are there, and those whose module would be loaded. */
final class SocketFamilies {
    private static final String CHECK = "socket_families";
    private static final String FILE = "/etc/modprobe.d/fishnet.conf";
    private static final String KEEP_OUT =
            "run the agent through systemd-run with RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6";

    private final ProcessControlPort processes;
    private final MachineTree tree;

    SocketFamilies(ProcessControlPort processes, MachineTree tree) {
        this.processes = processes;
        this.tree = tree;
    }

    List<Observation> look() throws FishnetException {
        Set<String> protocols = protocols();
        List<Observation> found = new ArrayList<>();
        for (SocketFamily family : SocketFamily.ALL) {
            boolean there = family.protocols().stream().anyMatch(protocols::contains);
            boolean module = isModule(family);
            if (module) {
                found.add(Observation.open(CHECK, detail(family, there), keptOut(family, there)));
            } else if (there) {
                found.add(Observation.limit(CHECK, detail(family, true), KEEP_OUT));
            }
        }
        return Look.orGood(CHECK, found, "an agent can open no sockets that the packet filter does not see");
    }

    private static String detail(SocketFamily family, boolean there) {
        return "the packet filter does not see " + family.module() + " sockets, which any user may open: "
                + family.carries() + (there ? "" : " (the module is loaded when somebody asks)");
    }

    private static String keptOut(SocketFamily family, boolean there) {
        return "echo 'install " + family.module() + " /bin/false' | sudo tee -a " + FILE
                + (there ? "   # and sudo modprobe -r " + family.module() : "");
    }

    private Set<String> protocols() throws FishnetException {
        Set<String> names = new HashSet<>();
        tree.read("/proc/net/protocols")
                .ifPresent(text -> text.lines()
                        .forEach(line ->
                                names.add(Arrays.asList(line.split(" ", 2)).getFirst())));
        return names;
    }

    /** What the kernel's own request for the module would load; an install line or a blacklist prints no insmod. */
    private boolean isModule(SocketFamily family) throws FishnetException {
        try {
            ProcessOutcome outcome = processes.run(Command.of("modprobe", "--show-depends", family.alias()));
            return outcome.succeeded() && outcome.output().lines().anyMatch(line -> line.startsWith("insmod "));
        } catch (ProgramMissingException e) {
            return false;
        }
    }
}
