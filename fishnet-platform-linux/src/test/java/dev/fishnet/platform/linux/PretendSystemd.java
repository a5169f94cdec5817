package dev.fishnet.platform.linux;

import dev.fishnet.process.ProcessOutcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What systemd and ip-rule(8) remember of the lockdown's units on a {@link PretendMachine}. */
final class PretendSystemd {
    private static final Set<String> STAY = Set.of(FirewallUnits.BOOT, FirewallUnits.HOLD, FirewallUnits.TIMER);

    private final PretendMachine machine;
    private final TreeSet<String> enabled = new TreeSet<>();
    private final TreeSet<String> running = new TreeSet<>();
    private final TreeSet<String> held = new TreeSet<>();

    PretendSystemd(PretendMachine machine) {
        this.machine = machine.program("systemctl", this::run).program("ip", this::rule);
    }

    ProcessOutcome run(List<String> argv) {
        List<String> units =
                argv.stream().filter(word -> word.startsWith("fishnet-")).toList();
        boolean now = argv.contains("--now");
        return switch (argv.get(1)) {
            case "show" -> show(units.getFirst());
            case "daemon-reload" -> done(true);
            case "enable" ->
                done(units.stream().allMatch(this::isThere) && enabled.addAll(units) | (now && start(units)));
            case "disable" -> done(units.stream().allMatch(this::isThere) && disable(units, now));
            case "start", "restart" -> done(start(units));
            case "stop" -> done(stop(units));
            default -> new ProcessOutcome(1, "", "Unknown command verb.\n");
        };
    }

    private boolean isThere(String unit) {
        return machine.has(SystemdUnits.path(unit));
    }

    private static ProcessOutcome done(boolean well) {
        return new ProcessOutcome(well ? 0 : 1, "", well ? "" : "Unit not found.\n");
    }

    private ProcessOutcome show(String unit) {
        return new ProcessOutcome(
                0,
                "ActiveState=" + (running.contains(unit) ? "active" : "inactive") + "\nUnitFileState="
                        + (enabled.contains(unit) ? "enabled" : "") + "\nNeedDaemonReload=no\n",
                "");
    }

    private boolean disable(List<String> units, boolean now) {
        enabled.removeAll(units);
        return !now || stop(units);
    }

    /** Only those that stay are running afterwards; the hold's puts it up, and the record writes. */
    private boolean start(List<String> units) {
        if (!units.stream().allMatch(this::isThere)) {
            return false;
        }
        units.stream().filter(STAY::contains).forEach(running::add);
        if (units.contains(FirewallUnits.HOLD)) {
            machine.rootsFolder(FirewallUnits.RUN);
            hold();
        }
        if (units.contains(FirewallUnits.RECORD)) {
            machine.file(FirewallUnits.RUN + "/expected", "root", 0644, "as loaded");
        }
        return true;
    }

    private boolean stop(List<String> units) {
        for (String unit : units) {
            if (running.remove(unit) && unit.equals(FirewallUnits.BOOT)) {
                hold();
            }
        }
        return true;
    }

    private void hold() {
        if (machine.has("/etc/fishnet/firewall/hold")) {
            held.addAll(List.of("-4", "-6"));
        }
    }

    private ProcessOutcome rule(List<String> argv) {
        if (argv.contains("show")) {
            return new ProcessOutcome(0, held.contains(argv.get(1)) ? "3777: from all prohibit\n" : "", "");
        }
        held.remove(argv.get(1));
        return done(argv.contains("flush"));
    }

    /** What the watch does when it finds the rules as they were recorded and proven. */
    void look() {
        if (running.contains(FirewallUnits.TIMER)) {
            held.clear();
        }
    }

    boolean holds() {
        return !held.isEmpty();
    }

    boolean runs(String unit) {
        return running.contains(unit);
    }

    String enabled() {
        return enabled.toString();
    }

    @Override
    public String toString() {
        return "enabled=" + enabled + " running=" + running + " held=" + held;
    }
}
