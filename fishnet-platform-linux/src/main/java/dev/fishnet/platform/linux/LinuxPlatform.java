package dev.fishnet.platform.linux;

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
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.KeyFile;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.ActingThread;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.vault.KeyStorePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Linux: iptables and nftables, accounts through getent, programs from the system's own folders. */
public final class LinuxPlatform implements PlatformPorts {
    /** What the kernel only has when it speaks IPv6, whether an interface uses it or not. */
    private static final Path IPV6 = Path.of("/proc/net/if_inet6");

    static final String DATA = "/var/lib/fishnet";

    private final ProcessControlPort processes;
    private final Optional<Path> credentials;
    private final BootedMachine machine;

    /** This machine. */
    public LinuxPlatform() {
        this(new LinuxProcesses(Duration.ofMinutes(1)), System.getenv(), BootedMachine.here());
    }

    /** @param environment the process's; {@code CREDENTIALS_DIRECTORY} is what systemd tells a unit that has any */
    LinuxPlatform(ProcessControlPort processes, Map<String, String> environment, BootedMachine machine) {
        this.processes = processes;
        this.machine = machine;
        this.credentials = Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    @Override
    public ProcessControlPort processes() {
        return processes;
    }

    @Override
    public UserAccountPort users() {
        return new LinuxUserAccounts(processes, SystemFiles.ofThisMachine());
    }

    @Override
    public ActingPort acting() {
        return new ActingThread(owner -> new Identity(owner.uid(), owner.gid(), List.of()).assume(NetCalls.load()));
    }

    @Override
    public PeerIdentityPort peerIdentity() {
        return PeerIdentities.open();
    }

    @Override
    public FirewallPort firewall() {
        return firewall(FirewallBackend.AUTO);
    }

    @Override
    public FirewallPort firewall(FirewallBackend backend) {
        return firewall(backend, processes);
    }

    @Override
    public FirewallPort firewallAsItIs(FirewallBackend backend) {
        boolean ipv6 = Files.exists(IPV6);
        ProcessControlPort spared =
                new SparedLooks(processes, IptablesFilter.places(ipv6), LinuxPlatform::keepsRulesInNftables);
        return firewall(backend, OneLook.begin(spared, LinuxFirewall.looks(ipv6)));
    }

    /** iptables is one of two programs, and links lead from its names to the file of one of them. */
    private static boolean keepsRulesInNftables(String program) {
        try {
            Optional<Path> file = LinuxProcesses.find(program);
            return file.isPresent() && file.get().toRealPath().endsWith("xtables-nft-multi");
        } catch (IOException e) {
            return false;
        }
    }

    private FirewallPort firewall(FirewallBackend backend, ProcessControlPort programs) {
        return new LinuxFirewall(
                List.of(new IptablesFilter(programs, () -> Files.exists(IPV6)), new NftFilter(programs)),
                backend,
                persistence(),
                new LiveConnections(programs));
    }

    private Persistence persistence() {
        return machine.comesBack()
                ? new SystemdPersistence(processes, new ThisMachinesFiles(), programDirectory(), InstantSource.system())
                : Persistence.NONE;
    }

    /** Everybody who may take it is root, whose folder it lies in. */
    @Override
    public Optional<String> firewallLock() {
        return Optional.of("/run/fishnet-firewall.lock");
    }

    @Override
    public EscapePort escapes() {
        return new LinuxEscapes(processes, users(), SystemFiles.ofThisMachine());
    }

    @Override
    public String programDirectory() {
        return "/usr/lib/fishnet";
    }

    @Override
    public String dataDirectory() {
        return DATA;
    }

    @Override
    public ServiceManagerPort services() {
        return new SystemdServiceManager(processes, new ThisMachinesFiles(), programDirectory());
    }

    @Override
    public ReadinessPort readiness() {
        return SystemdReadiness.of(System.getenv(), ProcessHandle.current().pid());
    }

    @Override
    public IsolationPort isolation() {
        return new LinuxIsolation(processes, MachineTree.ofThisMachine(), users(), dataDirectory());
    }

    @Override
    public SelfProtectionPort selfProtection() {
        return new LinuxSelfProtection();
    }

    @Override
    public List<KeyStorePort> keyStores(String dataDirectory) {
        KeyFile keyFile = new DataDirectory(Path.of(dataDirectory)).keyFile();
        return credentials
                .<List<KeyStorePort>>map(folder -> List.of(new SystemdCredential(folder), keyFile))
                .orElseGet(() -> List.of(keyFile));
    }

    /** None: a TPM is asked for by systemd where it has one, and the key to the vault is what it seals. */
    @Override
    public Optional<ApprovalKey> hardwareApprovalKey(String dataDirectory) {
        return Optional.empty();
    }
}
