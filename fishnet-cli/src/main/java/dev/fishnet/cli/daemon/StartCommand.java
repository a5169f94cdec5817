package dev.fishnet.cli.daemon;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.credential.MasterPassword;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.proxy.Gateway;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.PidFile;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet start}: the gateway in the foreground, until it is asked to stop. */
public final class StartCommand {
    private final Workspace workspace;
    private final PlatformPorts platform;
    private final ProcessControlPort processes;
    private final Unlocking unlocking;
    private final SelfProtectionPort protection;
    private final Heartbeat heartbeat;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    StartCommand(
            Workspace workspace,
            PlatformPorts platform,
            ProcessControlPort processes,
            Unlocking unlocking,
            SelfProtectionPort protection,
            Heartbeat heartbeat,
            Clock clock,
            Terminal terminal) {
        this.workspace = workspace;
        this.platform = platform;
        this.processes = processes;
        this.unlocking = unlocking;
        this.protection = protection;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(
                this::start,
                Options.value("--config", "FILE", "The configuration (default: fishnet.toml in the data directory)."),
                MasterPassword.fileOption());
    }

    private int start(Leaf values) throws FishnetException, InterruptedException {
        protection.protect().forEach(terminal::note);
        logWithoutWaiting();
        Warming.begin();
        PolicyWatch policy = announce(values);
        DataDirectory data = workspace.data();
        PidFile.Held pid = claim(data.pidFile());
        try {
            openThenServe(policy, data, values, pid);
            return ExitCode.DONE;
        } catch (FishnetException | RuntimeException e) {
            pid.release();
            throw e;
        }
    }

    private void openThenServe(PolicyWatch policy, DataDirectory data, Leaf values, PidFile.Held pid)
            throws FishnetException, InterruptedException {
        Opened opened = new Opened();
        try {
            KeyRing keys = KeyRing.of(data.vault(), unlocking.open(data, values), terminal);
            opened.then(keys::close);
            serve(Daemon.start(policy, keys, data, platform, clock, terminal, opened), opened, pid);
        } catch (FishnetException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void serve(Daemon daemon, Opened opened, PidFile.Held pid) throws FishnetException, InterruptedException {
        Gateway gateway = daemon.gateway();
        new Shutdown(terminal, heartbeat, gateway, opened, pid).onSignal();
        for (InetSocketAddress address : gateway.addresses()) {
            terminal.say("[fishnet] listening on " + Listening.url(address));
        }
        Warming.end();
        heartbeat.begin(gateway.addresses().getFirst());
        daemon.follow();
    }

    /** Before the first logger is made, which takes System.err for good. */
    private static void logWithoutWaiting() {
        OutputStream patient = PatientOutput.over(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(patient, false, StandardCharsets.UTF_8));
    }

    private PolicyWatch announce(Leaf values) throws FishnetException {
        PolicyWatch policy = PolicyWatch.begin(workspace, values.value("--config"), terminal);
        terminal.say(policy.source()
                .map(found -> "[fishnet] config loaded from " + found.path())
                .orElse("[fishnet] no config file found, using defaults"));
        return policy;
    }

    private PidFile.Held claim(PidFile pidFile) throws FishnetException {
        long pid = ProcessHandle.current().pid();
        PidFile.Holder self = new PidFile.Holder(pid, processes.startOf(pid).orElseThrow(), clock.instant());
        Optional<PidFile.Held> held = pidFile.acquire(self);
        if (held.isEmpty()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "already running (pid: "
                            + pidFile.holder().map(PidFile.Holder::pid).orElse(0L) + "). use `fishnet stop` first");
        }
        return held.get();
    }
}
