package dev.fishnet.config;

/**
 * What of the configuration a lockdown needs.
 *
 * @param port the gateway's
 */
public record FirewallSettings(int port, FirewallDefaults defaults) {
    /** What every environment variable of a setting begins with. */
    public static final String VARIABLE = "FISHNET_";

    /** What holds without a file and without variables; said here too, because reading nothing takes its time. */
    public static final FirewallSettings DEFAULT = new FirewallSettings(3777, FirewallDefaults.DEFAULT);
}
