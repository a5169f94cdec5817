package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.testkit.InMemoryUserAccounts;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A machine in a folder, without faults but for those that a test plants; its agent is {@code agent}, uid 1001. */
final class PlantedMachine {
    static final long SERVICE_UID = 990;
    static final AgentUser AGENT = new AgentUser(new UserName("agent"), 1001, SubordinateIds.NONE);

    final ScriptedProcesses processes = new ScriptedProcesses()
            .print("1001 27001\n", "id", "-G", "--", "agent")
            .print("agent:x:1001:1001::/home/agent:/bin/sh\n", "getent", "passwd", "--", "agent")
            .print("root:x:0:0::/root:/bin/sh\nagent:x:1001:1001::/home/agent:/bin/sh\n", "getent", "passwd")
            .print("agent:x:1001:\nfriends:x:27001:agent\n", "getent", "group")
            .print("User agent is not allowed to run sudo on host.\n", "sudo", "-n", "-l", "-U", "agent")
            .print("", "timeout", "3", "find")
            .print("", "getcap", "-h")
            .print("", "timeout", "3", "getcap");

    final InMemoryUserAccounts users = new InMemoryUserAccounts().with("agent", 1001);
    private final Path root;

    PlantedMachine(Path root) {
        this.root = root;
    }

    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** A file with this text, and the folders above it. */
    Path file(String path, String text) throws IOException {
        Files.createDirectories(at(path).getParent());
        return Files.writeString(at(path), text);
    }

    /** A file of that owner and mode; takes root. */
    Path file(String path, int uid, String permissions) throws IOException {
        Path file = file(path, "");
        return owned(file, uid, permissions);
    }

    Path folder(String path, int uid, String permissions) throws IOException {
        return owned(Files.createDirectories(at(path)), uid, permissions);
    }

    private static Path owned(Path file, int uid, String permissions) throws IOException {
        Files.setAttribute(file, "unix:uid", uid);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    List<Observation> observe() throws FishnetException {
        return new LinuxIsolation(processes, new MachineTree(root), users, "/var/lib/fishnet").observe(List.of(AGENT));
    }

    /** What is open, as {@code check: detail}. */
    List<String> open() throws FishnetException {
        return observe().stream()
                .filter(observation -> observation.verdict() == Verdict.OPEN)
                .map(observation -> observation.check() + ": " + observation.detail())
                .toList();
    }

    Observation the(String check) throws FishnetException {
        return observe().stream()
                .filter(observation -> observation.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
