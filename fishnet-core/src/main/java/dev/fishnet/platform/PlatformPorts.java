package dev.fishnet.platform;

import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.UserAccountPort;

/** One operating system. A platform module has one public class, and this is what it offers. */
public interface PlatformPorts {
    ProcessControlPort processes();

    UserAccountPort users();

    FirewallPort firewall();

    /** Where vault, configuration and logs live unless {@code FISHNET_DATA_DIR} says otherwise; absolute. */
    String dataDirectory();
}
