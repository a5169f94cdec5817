package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.escape.EscapePort;
import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.service.ReadinessPort;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.signing.ApprovalKey;
import dev.fishnet.storage.KeyFile;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.ActingThread;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.vault.KeyStorePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** macOS: pf, accounts through dscl, programs from the system's own folders. */
public final class MacosPlatform implements PlatformPorts {
    private final ProcessControlPort processes;
    private final SystemFiles files;
    private final Places places;

    /** This machine. */
    public MacosPlatform() {
        this(new MacosProcesses(Duration.ofMinutes(1)), SystemFiles.ofThisMachine(), new LocalPlaces());
    }

    MacosPlatform(ProcessControlPort processes, SystemFiles files, Places places) {
        this.processes = processes;
        this.files = files;
        this.places = places;
    }

    @Override
    public ProcessControlPort processes() {
        return processes;
    }

    @Override
    public UserAccountPort users() {
        return new MacosUserAccounts(processes, places);
    }

    @Override
    public ActingPort acting() {
        return new ActingThread(new ThreadCredential(Libc::load));
    }

    @Override
    public PeerIdentityPort peerIdentity() {
        return new PcbList(Sysctl::load);
    }

    @Override
    public FirewallPort firewall() {
        return new PfFirewall(processes, files);
    }

    @Override
    public FirewallPort firewall(FirewallBackend backend) throws FishnetException {
        if (backend != FirewallBackend.AUTO) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, backend.word() + " is not on macOS, which has pf", "leave --backend out");
        }
        return firewall();
    }

    @Override
    public String programDirectory() {
        return LaunchdServiceManager.IMAGE;
    }

    @Override
    public String dataDirectory() {
        return "/Library/Application Support/Fishnet";
    }

    @Override
    public EscapePort escapes() {
        return new NoEscapes();
    }

    @Override
    public ServiceManagerPort services() {
        return new LaunchdServiceManager(processes, files, places);
    }

    @Override
    public ReadinessPort readiness() {
        return ReadinessPort.none();
    }

    @Override
    public IsolationPort isolation() {
        return new MacosIsolation(processes, users(), services(), files, places, dataDirectory());
    }

    @Override
    public SelfProtectionPort selfProtection() {
        return new MacosSelfProtection(Libc::load);
    }

    @Override
    public List<KeyStorePort> keyStores(String dataDirectory) throws FishnetException {
        return new ReachableKeyStores(SecurityFramework::load, places, users())
                .find(new KeyFile(Path.of(dataDirectory, "vault.key")));
    }

    /** {@inheritDoc} What brings it back is kept in {@code approval.key} in that directory. */
    @Override
    public Optional<ApprovalKey> hardwareApprovalKey(String dataDirectory) throws FishnetException {
        Optional<SecureEnclave> enclave = AppleEnclave.load();
        return enclave.isEmpty()
                ? Optional.empty()
                : new EnclaveKeyFile(enclave.get(), Path.of(dataDirectory, "approval.key")).open();
    }
}
