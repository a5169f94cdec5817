package dev.fishnet.cli.demo;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs {@link DemoAgent} as a process of its own, as a user of its own where we may choose one. */
final class AgentProcess {
    private final ProcessControlPort processes;
    private final Path classes;
    private final Optional<Long> uid;

    private AgentProcess(ProcessControlPort processes, Path classes, Optional<Long> uid) {
        this.processes = processes;
        this.classes = classes;
        this.uid = uid;
    }

    /** Puts a copy of the agent where any user may read it. */
    static AgentProcess installedIn(Path folder, ProcessControlPort processes, Optional<Long> uid) throws IOException {
        String name = DemoAgent.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream source = DemoAgent.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(copy, java.util.Objects.requireNonNull(source).readAllBytes());
        }
        return new AgentProcess(processes, folder, uid);
    }

    /** Everything the agent received. */
    String run(String task, String host, int port) throws FishnetException {
        ProcessOutcome outcome = processes.run(command(task, host, port));
        if (!outcome.succeeded()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "the agent's program failed: "
                            + outcome.errors().lines().findFirst().orElse("it said nothing"));
        }
        return outcome.output();
    }

    private Command command(String task, String host, int port) {
        List<String> argv = new ArrayList<>();
        uid.ifPresent(id -> argv.addAll(List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--")));
        argv.addAll(JavaCommand.quick(classes.toString()));
        argv.addAll(List.of(DemoAgent.class.getName(), task, host, Integer.toString(port)));
        return new Command(argv, Optional.empty());
    }
}
