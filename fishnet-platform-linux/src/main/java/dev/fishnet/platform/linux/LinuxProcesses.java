package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts programs of the system, never of the caller's PATH. Its twin stands in the macOS module. */
final class LinuxProcesses implements ProcessControlPort {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final String PATH = String.join(":", FOLDERS);

    /** Far longer than the dearest key takes. */
    private static final Duration CONFIDED = Duration.ofMinutes(2);

    private final Duration limit;

    LinuxProcesses(Duration limit) {
        this.limit = limit;
    }

    @Override
    public ProcessOutcome run(Command command) throws FishnetException {
        String program = command.argv().getFirst();
        List<String> argv = new ArrayList<>(command.argv());
        argv.set(0, locate(program));
        return new ChildProcess(program, start(argv), limit)
                .finish(command.input().orElse(""));
    }

    @Override
    public int attend(Command command) throws FishnetException {
        try {
            return new ProcessBuilder(command.argv()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new ProgramMissingException(command.argv().getFirst());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "'" + command.argv().getFirst() + "' was interrupted", null, e);
        }
    }

    @Override
    public int confide(List<String> argv, byte[] secret, byte[] answer) throws FishnetException {
        return ConfidedProcess.start(argv, CONFIDED).exchange(secret, answer);
    }

    private static String locate(String program) throws FishnetException {
        return find(program)
                .orElseThrow(() -> new ProgramMissingException(program))
                .toString();
    }

    /** Where the program is that would be run by that name. */
    static Optional<Path> find(String program) {
        for (Path file : candidates(program)) {
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** An absolute path is itself; a name is looked for where the system keeps its programs; nothing else is either. */
    private static List<Path> candidates(String program) {
        if (program.startsWith("/")) {
            return List.of(Path.of(program));
        }
        List<Path> files = new ArrayList<>();
        for (String folder : program.contains("/") ? List.<String>of() : FOLDERS) {
            files.add(Path.of(folder, program));
        }
        return files;
    }

    private static Process start(List<String> argv) throws FishnetException {
        ProcessBuilder builder = new ProcessBuilder(argv).directory(new File("/"));
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "cannot start '" + argv.getFirst() + "'", null, e);
        }
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return ProcStat.startOf(pid);
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) throws FishnetException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        // The handle remembers its process, so one that takes the id over from here on is not signalled.
        if (process.isEmpty() || !startOf(pid).equals(Optional.of(startedAt))) {
            return false;
        }
        if (!process.get().destroy() && process.get().isAlive()) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED, "process " + pid + " belongs to another user", "re-run with sudo");
        }
        return true;
    }
}
