package dev.fishnet.cli.agent;

import dev.fishnet.cli.Workspace;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.FileFailure;
import dev.fishnet.storage.LocalFileChanges;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;

/** What the configuration says of agents, and how one more is admitted. */
final class Admission {
    private final Workspace workspace;
    private final FileChangePort files = new LocalFileChanges();

    @Inject
    Admission(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Whether there is a daemon's directory that a configuration could lie in. */
    boolean isPossible() {
        return workspace.configPath().isPresent();
    }

    /** The agents that are admitted now. */
    AdmittedAgents agents() throws FishnetException {
        Optional<Path> path = workspace.configPath();
        return agentsIn(path.isPresent() ? text(path.get()) : "");
    }

    /** TOML has many ways to write a table; only of a text that does not check the sections are looked for. */
    private AdmittedAgents agentsIn(String text) {
        return workspace
                .reading(ConfigFile.documentOf(text.getBytes(StandardCharsets.UTF_8)))
                .config()
                .map(config -> AdmittedAgents.of(config.policy()))
                .orElseGet(() -> AdmittedAgents.in(text));
    }

    private String text(Path path) throws FishnetException {
        return files.read(path.toString()).map(Step.WriteFile::content).orElse("");
    }

    /** The steps after which the user is an agent; none when it is one, or there is nothing to write to. */
    List<Step> stepsFor(UserName user) throws FishnetException {
        Optional<Path> path = workspace.configPath();
        if (path.isEmpty()) {
            return List.of();
        }
        Optional<Step.WriteFile> before = files.read(path.get().toString());
        String text = before.map(Step.WriteFile::content).orElse("");
        AdmittedAgents agents = agentsIn(text);
        if (agents.admits(user)) {
            return List.of();
        }
        FileMode mode =
                before.isPresent() ? before.get().mode() : modeIn(path.get().resolveSibling("."));
        String ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        String section = """

                [agents.%s]
                user = "%s"
                upstreams = ["openai", "anthropic"]
                """.formatted(agents.freeNameFor(user), user);
        return List.of(new Step.WriteFile(
                path.get().toString(), text.isEmpty() ? section.stripLeading() : ended + section, mode));
    }

    /** A new file is its folder's owner's, who is the daemon. */
    private static FileMode modeIn(Path folder) throws FishnetException {
        return FileFailure.explained("read", folder, () -> {
            PosixFileAttributes found =
                    Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new FileMode(found.owner().getName(), found.group().getName(), 0600);
        });
    }

    void require(UserName user) throws FishnetException {
        if (isPossible() && !agents().admits(user)) {
            throw new FishnetException(
                    ErrorKind.FAILED, "every step succeeded, but the configuration does not admit " + user);
        }
    }
}
