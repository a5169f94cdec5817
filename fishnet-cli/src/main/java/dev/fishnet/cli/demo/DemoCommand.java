package dev.fishnet.cli.demo;

import dev.fishnet.cli.Environment;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.platform.PlatformPorts;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet demo}: the whole job on this machine, touching nothing but a temporary folder. */
public final class DemoCommand {
    private final PlatformPorts platform;
    private final Environment environment;
    private final Terminal terminal;
    private final Clock clock;

    @Inject
    DemoCommand(PlatformPorts platform, Environment environment, Terminal terminal, Clock clock) {
        this.platform = platform;
        this.environment = environment;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(values -> show());
    }

    private int show() throws FishnetException, IOException {
        long start = System.nanoTime();
        Story story = new Story(terminal);
        try (DemoFolder folder = DemoFolder.create()) {
            terminal.say("Everything happens in " + folder.root() + ", which is removed at the end.");
            terminal.say("");
            showGateway(story, folder);
            showPlan(story);
            showLockdown(story);
        }
        story.printTable();
        terminal.say("");
        terminal.say("Shown in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s."
                + (story.held() ? " Next: the README's set-up for your own agent." : ""));
        return story.held() ? ExitCode.DONE : ExitCode.ERROR;
    }

    private void showGateway(Story story, DemoFolder folder) throws FishnetException, IOException {
        story.announce("a vault, an upstream and the gateway are started");
        try (Scene scene = Scene.set(folder.forFishnet(), platform, agentUid(), terminal, clock)) {
            story.step("the key is in the vault, encrypted", () -> vault(scene));
            AgentProcess agent = AgentProcess.installedIn(folder.forAgent(), platform.processes(), ownUid());
            ask(story, agent, scene, "the agent asks its model, without a key", "ask", " 200 ");
            ask(story, agent, scene, "a streamed answer arrives, event by event", "stream", "data: [DONE]");
            ask(story, agent, scene, "a request from a web page is refused", "page", " 403 ");
            story.step(
                    "all of it is in a signed log, where a changed byte is found",
                    () -> DemoLog.verify(scene.endedLog()));
        }
    }

    private static String vault(Scene scene) throws FishnetException, IOException {
        if (!scene.vaultHidesKey()) {
            throw Story.untrue("the key can be read in the file");
        }
        return scene.vaultSize();
    }

    private static void ask(Story story, AgentProcess agent, Scene scene, String what, String task, String expected) {
        story.step(what, () -> {
            String answer = agent.run(task, "127.0.0.1", scene.port());
            return scene.require(answer, expected) + "; the key is in none of the " + answer.length() + " bytes it saw";
        });
    }

    private void showPlan(Story story) {
        story.step("the lockdown is planned, and shown before it is done", () -> {
            Lockdown policy = Lockdown.standard(AgentsMachine.AGENT);
            List<String> commands = ShellScript.render(platform.firewall().enable(policy));
            terminal.say("");
            commands.stream().flatMap(String::lines).forEach(line -> terminal.say(terminal.aside("      " + line)));
            return commands.size() + " commands, none of them run";
        });
    }

    private void showLockdown(Story story) {
        if (!environment.osName().equals("Linux") || ownUid().isEmpty()) {
            story.step("the lockdown holds in a private network", () -> {
                throw new FishnetException(ErrorKind.UNAVAILABLE, "needs root on Linux", "sudo ./fishnet demo");
            });
            return;
        }
        story.announce("two private networks are made, and the lockdown is tried in one");
        Finding whole = Story.attempt("the lockdown holds in a private network", () -> {
            new LockdownTrial(platform.processes()).run().forEach(story::add);
            return "";
        });
        if (whole.outcome() != Finding.Outcome.SHOWN) {
            story.add(whole);
        }
    }

    private long agentUid() throws FishnetException {
        Optional<Long> own = ownUid();
        return own.isPresent() ? own.get() : platform.users().effectiveUid();
    }

    /** A uid of the agent's own, where we may choose one; else the agent runs as whoever runs this. */
    private Optional<Long> ownUid() {
        try {
            boolean choose =
                    environment.osName().equals("Linux") && platform.users().effectiveUid() == 0;
            return choose ? Optional.of(AgentsMachine.AGENT.uid()) : Optional.empty();
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }
}
