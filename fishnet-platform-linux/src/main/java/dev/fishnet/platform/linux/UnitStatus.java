package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.service.ServiceState;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code systemctl show} says of a unit: {@code Name=value}, a line each. */
record UnitStatus(boolean enabled, boolean running, boolean failed, boolean outdated, long mainPid) {
    static final String PROPERTIES = "ActiveState,UnitFileState,NeedDaemonReload,MainPID";

    private static final Set<String> UP = Set.of("active", "activating", "reloading");

    static UnitStatus parse(String output) throws FishnetException {
        Map<String, String> values = new HashMap<>();
        output.lines().filter(line -> line.contains("=")).forEach(line -> {
            String[] pair = line.split("=", 2);
            values.put(pair[0], pair[1]);
        });
        return new UnitStatus(
                require(values, "UnitFileState").equals("enabled"),
                UP.contains(require(values, "ActiveState")),
                require(values, "ActiveState").equals("failed"),
                require(values, "NeedDaemonReload").equals("yes"),
                pid(values.getOrDefault("MainPID", "0"))); // a timer has none
    }

    private static String require(Map<String, String> values, String name) throws FishnetException {
        String value = values.get(name);
        if (value == null) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "systemctl does not say what " + name + " is");
        }
        return value;
    }

    private static long pid(String text) throws FishnetException {
        if (!text.matches("[0-9]{1,10}")) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "systemctl names no process: '" + text + "'");
        }
        return Long.parseLong(text);
    }

    ServiceState.Installed state() {
        return new ServiceState.Installed(
                enabled, running, mainPid > 0 ? OptionalLong.of(mainPid) : OptionalLong.empty());
    }
}
