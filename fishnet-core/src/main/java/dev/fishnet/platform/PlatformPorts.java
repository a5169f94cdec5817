package dev.fishnet.platform;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.escape.EscapePort;
import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.SelfProtectionPort;
import dev.fishnet.service.ReadinessPort;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.signing.ApprovalKey;
import dev.fishnet.user.ActingPort;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.vault.KeyStorePort;
import java.util.List;
import java.util.Optional;

/** One operating system. A platform module has one public class, and this is what it offers. */
public interface PlatformPorts {
    ProcessControlPort processes();

    UserAccountPort users();

    /** How root does something to the files of another account. */
    ActingPort acting();

    /**
     * Who is at the other end of a connection; the caller closes it. Opened here, so that a fault is heard of early.
     */
    PeerIdentityPort peerIdentity();

    /** The packet filter, through whichever back end {@link FirewallBackend#AUTO} is. */
    FirewallPort firewall();

    /**
     * The packet filter, through this back end.
     *
     * @throws FishnetException of kind UNAVAILABLE when this system does not have it
     */
    FirewallPort firewall(FirewallBackend backend) throws FishnetException;

    /**
     * The same for a look that changes nothing: everything is looked at once, at the same time where that is faster,
     * and is taken to stay as it was.
     */
    default FirewallPort firewallAsItIs(FirewallBackend backend) throws FishnetException {
        return firewall(backend);
    }

    /** The file that whoever changes the firewall locks meanwhile; empty where nobody else could. */
    default Optional<String> firewallLock() {
        return Optional.empty();
    }

    /** Trials of the lockdown, as an agent would make them. */
    EscapePort escapes();

    ServiceManagerPort services();

    /** How the daemon tells the service manager that it serves. */
    ReadinessPort readiness();

    IsolationPort isolation();

    SelfProtectionPort selfProtection();

    /**
     * The places that may keep the key to the vault, the one to try first at the head. Asking finds out which of them
     * this user can reach; a place that cannot be reached is not in the list.
     */
    List<KeyStorePort> keyStores(String dataDirectory) throws FishnetException;

    /** A hardware key that approves, where this machine has one that this user can reach. */
    Optional<ApprovalKey> hardwareApprovalKey(String dataDirectory) throws FishnetException;

    /** Where vault, configuration and logs live unless {@code FISHNET_DATA_DIR} says otherwise; absolute. */
    String dataDirectory();

    /** Where the program of a service lies, written by root alone; absolute. */
    String programDirectory();
}
