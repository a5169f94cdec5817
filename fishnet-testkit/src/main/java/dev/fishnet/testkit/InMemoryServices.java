package dev.fishnet.testkit;

import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A service manager that is only remembered. Its plans are real: they run {@code pretend-service}, a program that
 * {@link #processes} has and nobody else.
 */
public final class InMemoryServices implements ServiceManagerPort {
    private static final String PROGRAM = "pretend-service";
    private static final long PID = 4711;

    private boolean installed;
    private boolean running;

    /** The processes that its plans need. */
    public ProcessControlPort processes() {
        return new ScriptedProcesses().answer(this::execute, PROGRAM);
    }

    @Override
    public String unitPath() {
        return "/etc/pretend/fishnet.unit";
    }

    @Override
    public String unitText(ServiceDefinition definition) {
        return "user " + definition.user() + "\ndata " + definition.dataDirectory() + "\n";
    }

    @Override
    public ChangePlan install(ServiceDefinition definition) {
        List<Step> steps = new ArrayList<>();
        if (!installed) {
            steps.add(step("install", "uninstall"));
        }
        if (!running) {
            steps.add(step("start", "stop"));
        }
        return new ChangePlan("Service install", steps);
    }

    @Override
    public ChangePlan uninstall() {
        return new ChangePlan("Service uninstall", installed ? List.of(step("uninstall", "install")) : List.of());
    }

    @Override
    public ChangePlan stop() {
        return new ChangePlan("Service stop", running ? List.of(step("stop", "start")) : List.of());
    }

    @Override
    public String logCommand() {
        return "pretend-log fishnet";
    }

    @Override
    public String startCommand() {
        return "sudo " + PROGRAM + " start";
    }

    @Override
    public ServiceState inspect() {
        OptionalLong pid = running ? OptionalLong.of(PID) : OptionalLong.empty();
        return installed ? new ServiceState.Installed(true, running, pid) : new ServiceState.NotInstalled();
    }

    private static Step step(String verb, String undo) {
        return Step.Run.of(Command.of(PROGRAM, verb), Command.of(PROGRAM, undo));
    }

    private ProcessOutcome execute(Command command) {
        String verb = command.argv().getLast();
        installed = verb.equals("install") || (installed && !verb.equals("uninstall"));
        running = verb.equals("start") || (running && !verb.equals("stop") && installed);
        return new ProcessOutcome(0, "", "");
    }
}
