package dev.fishnet.cli.demo;

import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.demo.Finding.Outcome;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.storage.LocalFileChanges;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The machine of the demo's agent, in a network of its own: gateway, agent, and the real rules. */
final class AgentsMachine {
    /** A uid that no account has; the demo makes none. */
    static final AgentUser AGENT = new AgentUser(new UserName("demo_agent"), 61_998, SubordinateIds.NONE);

    private final PlatformPorts platform;
    private final Terminal terminal;
    private final Clock clock;
    private boolean going = true;

    AgentsMachine(PlatformPorts platform, Terminal terminal, Clock clock) {
        this.platform = platform;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Tries what the agent reaches before the lockdown and after, and prints what was found. */
    void play(long internet) throws FishnetException, IOException {
        new PrivateNetwork(platform.processes()).connectTo(internet);
        try (DemoFolder folder = DemoFolder.create();
                Scene scene = Scene.set(folder.forFishnet(), platform, AGENT.uid(), terminal, clock)) {
            AgentProcess agent =
                    AgentProcess.installedIn(folder.forAgent(), platform.processes(), Optional.of(AGENT.uid()));
            step("without a lockdown the agent reaches the network", () -> direct(agent, "connected"));
            step("the lockdown is applied and is in force", this::lockDown);
            step("with it the agent is refused at once, IPv4 and IPv6", () -> direct(agent, "refused"));
            step(
                    "and still reaches its model through Fishnet",
                    () -> scene.require(agent.run("ask", "127.0.0.1", scene.port()), " 200 "));
        }
    }

    /** What comes after a step that could not be shown would show nothing. */
    private void step(String what, Story.Step step) {
        if (going) {
            Finding finding = Story.attempt(what, step);
            terminal.say(finding.encode());
            going = finding.outcome() == Outcome.SHOWN;
        }
    }

    private static String direct(AgentProcess agent, String expected) throws FishnetException {
        String four = agent.run("direct", PrivateNetwork.INTERNET_4, PrivateNetwork.INTERNET_PORT)
                .strip();
        String six = agent.run("direct", PrivateNetwork.INTERNET_6, PrivateNetwork.INTERNET_PORT)
                .strip();
        String seen = "IPv4 " + four + ", IPv6 " + six;
        if (!four.startsWith(expected) || !six.startsWith(expected)) {
            throw Story.untrue(seen);
        }
        return seen;
    }

    private String lockDown() throws FishnetException {
        Lockdown policy = Lockdown.standard(AGENT);
        new PlanRunner(platform.processes(), new LocalFileChanges())
                .apply(platform.firewall().enable(policy));
        FirewallState state = platform.firewall().inspect();
        if (!(state instanceof FirewallState.Enforced enforced)
                || !enforced.policy().equals(policy)) {
            throw Story.untrue("the rules that the kernel shows are not those of the lockdown");
        }
        return "real rules, asked for back from the kernel";
    }
}
