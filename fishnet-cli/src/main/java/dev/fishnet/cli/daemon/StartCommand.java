package dev.fishnet.cli.daemon;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.credential.MasterPassword;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.proxy.Gateway;
import dev.fishnet.storage.ConfigFile;
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
    private final ProcessControlPort processes;
    private final Unlocking unlocking;
    private final SelfProtectionPort protection;
    private final Heartbeat heartbeat;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    StartCommand(
            Workspace workspace,
            ProcessControlPort processes,
            Unlocking unlocking,
            SelfProtectionPort protection,
            Heartbeat heartbeat,
            Clock clock,
            Terminal terminal) {
        this.workspace = workspace;
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
        FishnetConfig config = announce(values);
        DataDirectory data = workspace.data();
        PidFile.Held pid = claim(data.pidFile());
        try {
            openThenServe(config, data, values, pid);
            return ExitCode.DONE;
        } catch (FishnetException | RuntimeException e) {
            pid.release();
            throw e;
        }
    }

    private void openThenServe(FishnetConfig config, DataDirectory data, Leaf values, PidFile.Held pid)
            throws FishnetException, InterruptedException {
        KeyRing keys = KeyRing.of(data.vault(), unlocking.open(data, values), terminal);
        try {
            serve(Gateway.start(Listening.settings(config), keys), keys, pid);
        } catch (FishnetException | RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    private void serve(Gateway gateway, KeyRing keys, PidFile.Held pid) throws FishnetException, InterruptedException {
        new Shutdown(terminal, heartbeat, gateway, keys, pid).onSignal();
        for (InetSocketAddress address : gateway.addresses()) {
            terminal.say("[fishnet] listening on " + Listening.url(address));
        }
        heartbeat.begin(gateway.addresses().getFirst());
        keys.followVault();
    }

    /** Before the first logger is made, which takes System.err for good. */
    private static void logWithoutWaiting() {
        OutputStream patient = PatientOutput.over(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(patient, false, StandardCharsets.UTF_8));
    }

    private FishnetConfig announce(Leaf values) throws FishnetException {
        Optional<ConfigFile> file = workspace.configFile(values.value("--config"));
        FishnetConfig config = workspace.config(file);
        terminal.say(file.map(found -> "[fishnet] config loaded from " + found.path())
                .orElse("[fishnet] no config file found, using defaults"));
        return config;
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
