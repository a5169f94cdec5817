package dev.fishnet.cli.service;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.InstalledProgram;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Verbs;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet service install|uninstall|status}. */
public final class ServiceCommand {
    private final ServiceManagerPort services;
    private final InstalledProgram program;
    private final PlanOutput plans;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    ServiceCommand(
            ServiceManagerPort services, InstalledProgram program, PlanOutput plans, ActLog acts, Terminal terminal) {
        this.services = services;
        this.program = program;
        this.plans = plans;
        this.acts = acts;
        this.terminal = terminal;
    }

    /**
     * The command and its subcommands.
     *
     * @param asked the verb that is to be run, if there is one
     */
    public CommandSpec spec(Optional<String> asked) {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(
                    ErrorKind.USAGE, "install, uninstall or status is needed", "try 'fishnet service --help'");
        });
        return new Verbs()
                .with("install", () -> verb("Run Fishnet as a service that starts at boot.", this::install))
                .with("uninstall", () -> verb("Take the service away; the data stays.", this::uninstall))
                .with("status", this::statusSpec)
                .of(spec, asked);
    }

    private CommandSpec statusSpec() {
        CommandSpec status = Leaf.of(this::status, Options.flag("Print JSON.", "--json"));
        status.usageMessage().description("Say whether the service is installed and runs.");
        return status;
    }

    private static CommandSpec verb(String description, Leaf.Action action) {
        CommandSpec spec = Leaf.of(action, PlanOutput.applyOption());
        spec.usageMessage().description(description, "Without --apply it only shows what it would do.");
        return spec;
    }

    private int install(Leaf values) throws FishnetException {
        boolean apply = plans.mayApply(values);
        ServiceDefinition definition = program.definition();
        ChangePlan plan = services.install(definition);
        if (!apply) {
            show("install", plan, services.unitText(definition).lines().toList());
            return ExitCode.DONE;
        }
        program.requireInitialised();
        return acts.after(Action.SERVICE_INSTALLED, services.unitPath(), () -> {
            start(plan);
            terminal.say("Service installed at " + services.unitPath());
            terminal.say("Fishnet will run as the dedicated system user (" + definition.user() + ").");
            return changed(plan, "runs as " + definition.user());
        });
    }

    private static Optional<String> changed(ChangePlan plan, String how) {
        return plan.isEmpty() ? Optional.empty() : Optional.of(how);
    }

    /** A daemon that does not come up has said why, in its log. */
    private void start(ChangePlan plan) throws FishnetException {
        try {
            plans.execute(plan, this::requireRunning);
        } catch (FishnetException e) {
            terminal.note("what the daemon said, if it came that far: " + services.logCommand());
            throw e;
        }
    }

    private int uninstall(Leaf values) throws FishnetException {
        boolean apply = plans.mayApply(values);
        ChangePlan plan = services.uninstall();
        if (!apply) {
            show("uninstall", plan, List.of());
            return ExitCode.DONE;
        }
        return acts.after(Action.SERVICE_REMOVED, services.unitPath(), () -> {
            plans.execute(plan, this::requireGone);
            terminal.say("Service uninstalled.");
            return changed(plan, "");
        });
    }

    private void show(String verb, ChangePlan plan, List<String> unit) {
        terminal.say("Dry-run: service " + verb + " plan");
        terminal.say("  unit path: " + services.unitPath());
        unit.forEach(line -> terminal.say("    " + line));
        terminal.say("  apply commands:");
        plans.commands(plan, "    ");
        terminal.say("Use --apply to execute (requires sudo).");
    }

    private void requireRunning() throws FishnetException {
        if (!(services.inspect() instanceof ServiceState.Installed state) || !state.running() || !state.enabled()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "every command succeeded, but the service does not run",
                    "see why: " + services.logCommand());
        }
    }

    private void requireGone() throws FishnetException {
        if (services.inspect() instanceof ServiceState.Installed) {
            throw new FishnetException(
                    ErrorKind.FAILED, "every command succeeded, but the service is still there", "run it again");
        }
    }

    private int status(Leaf values) throws FishnetException {
        ServiceState state = services.inspect();
        terminal.say(values.isSet("--json") ? json(state) : describe(state));
        return ExitCode.DONE;
    }

    private static String describe(ServiceState state) {
        return switch (state) {
            case ServiceState.NotInstalled none -> "Service: not installed";
            case ServiceState.Installed installed ->
                "Service: " + (installed.running() ? "running" : "stopped")
                        + (installed.enabled() ? ", starts at boot" : ", does not start at boot");
            case ServiceState.Unreadable unreadable -> "Service: unknown (" + unreadable.reason() + ")";
        };
    }

    private static String json(ServiceState state) {
        return switch (state) {
            case ServiceState.NotInstalled none -> "{\"service\":\"not_installed\"}";
            case ServiceState.Installed installed ->
                "{\"service\":\"installed\",\"running\":" + installed.running() + ",\"enabled\":" + installed.enabled()
                        + "}";
            case ServiceState.Unreadable unreadable -> "{\"service\":\"unknown\"}";
        };
    }
}
