package dev.fishnet.cli;

import dev.fishnet.config.FirewallSettings;
import java.util.Map;
import java.util.Optional;

/**
 * What the process was started with: environment variables and the name of the operating system.
 *
 * @param variables never printed; some hold secrets
 */
public record Environment(Map<String, String> variables, String osName) {
    static Environment ofProcess() {
        return new Environment(System.getenv(), System.getProperty("os.name"));
    }

    /** The variable's value unless it is unset or blank. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether there may be a variable here that sets what the configuration can set. */
    boolean mayHoldSettings() {
        for (String name : variables.keySet()) {
            if (name.startsWith(FirewallSettings.VARIABLE) && !name.equals("FISHNET_DATA_DIR")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables, " + osName + "]";
    }
}
