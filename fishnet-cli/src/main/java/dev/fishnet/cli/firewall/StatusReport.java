package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Terminal;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.Repair;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The state of the lockdown, for a person or for a program. */
final class StatusReport {
    private static final String INDENT = "  ";

    private final FirewallState state;
    private final List<Repair> repairs;
    private final Optional<UserName> only;
    private final List<LockedAgent> agents;

    /** @param only the one agent that is asked about; with none, everybody who is or should be locked down */
    StatusReport(FirewallState state, List<Repair> repairs, Optional<UserName> only) {
        this.state = state;
        this.repairs = List.copyOf(repairs);
        this.only = only;
        this.agents = FirewallStatus.expected(state).stream()
                .filter(agent -> only.map(agent.name()::equals).orElse(true))
                .toList();
    }

    /** Whether nothing is amiss: what should be in force is, and who was asked about is in it. */
    boolean isGood() {
        return switch (state) {
            case FirewallState.Absent absent -> only.isEmpty();
            case FirewallState.Enforced enforced -> only.isEmpty() || !agents.isEmpty();
            case FirewallState.Drifted drifted -> false;
            case FirewallState.Unreadable unreadable -> false;
        };
    }

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(terminal));
        agents.forEach(agent -> lines.add(INDENT + agent.name() + "  " + access(agent)));
        only.filter(name -> agents.isEmpty()).ifPresent(name -> lines.add(INDENT + name + "  " + unlisted()));
        differences().forEach(line -> lines.add(INDENT + terminal.bad("! ") + line));
        for (Repair repair : repairs) {
            lines.add("Put back at " + repair.at() + ", because another program had changed it:");
            repair.differences().forEach(line -> lines.add(INDENT + line));
        }
        return lines;
    }

    private String headline(Terminal terminal) {
        return switch (state) {
            case FirewallState.Absent absent -> "Lockdown: absent. No rules of Fishnet are loaded.";
            case FirewallState.Enforced enforced -> "Lockdown: " + terminal.good("enforced");
            case FirewallState.Drifted drifted ->
                "Lockdown: " + terminal.bad("drifted") + ". What is loaded is not what should be:";
            case FirewallState.Unreadable unreadable ->
                "Lockdown: cannot be seen. " + unreadable.reason() + (agents.isEmpty() ? "" : "; it should be:");
        };
    }

    private String unlisted() {
        return state instanceof FirewallState.Unreadable ? "not seen" : "not locked down";
    }

    private static String access(LockedAgent agent) {
        return switch (agent.loopback()) {
            case LoopbackAccess.Standard standard -> "standard: loopback, but no name resolution";
            case LoopbackAccess.Strict strict ->
                "strict: ports " + strict.gatewayPort()
                        + strict.allowedPorts().stream()
                                .map(port -> ", " + port)
                                .collect(Collectors.joining())
                        + " of 127.0.0.1 and ::1";
        };
    }

    private List<String> differences() {
        return state instanceof FirewallState.Drifted drifted ? drifted.differences() : List.of();
    }

    String json() {
        return "{\"state\":" + quoted(word())
                + (state instanceof FirewallState.Unreadable unreadable
                        ? ",\"reason\":" + quoted(unreadable.reason())
                        : "")
                + ",\"agents\":" + array(agentsJson())
                + ",\"differences\":" + strings(differences())
                + ",\"repairs\":"
                + array(repairs.stream()
                        .map(repair -> "{\"at\":" + quoted(repair.at().toString()) + ",\"differences\":"
                                + strings(repair.differences()) + "}")
                        .toList())
                + "}";
    }

    private List<String> agentsJson() {
        List<String> objects =
                new ArrayList<>(agents.stream().map(this::agentJson).toList());
        only.filter(name -> agents.isEmpty())
                .ifPresent(name -> objects.add("{\"user\":" + quoted(name.value()) + ",\"state\":"
                        + quoted(state instanceof FirewallState.Unreadable ? "unreadable" : "absent") + "}"));
        return objects;
    }

    private String agentJson(LockedAgent agent) {
        return "{\"user\":" + quoted(agent.name().value())
                + ",\"uid\":" + agent.user().uid()
                + ",\"subordinate_uids\":"
                + strings(agent.user().subordinateIds().ranges().stream()
                        .map(Object::toString)
                        .toList())
                + ",\"state\":" + quoted(word())
                + switch (agent.loopback()) {
                    case LoopbackAccess.Standard standard -> ",\"mode\":\"standard\"";
                    case LoopbackAccess.Strict strict ->
                        ",\"mode\":\"strict\",\"gateway_port\":" + strict.gatewayPort() + ",\"allowed_ports\":"
                                + array(strict.allowedPorts().stream()
                                        .map(String::valueOf)
                                        .toList());
                }
                + "}";
    }

    private String word() {
        return switch (state) {
            case FirewallState.Absent absent -> "absent";
            case FirewallState.Enforced enforced -> "enforced";
            case FirewallState.Drifted drifted -> "drifted";
            case FirewallState.Unreadable unreadable -> "unreadable";
        };
    }

    private static String strings(List<String> texts) {
        return array(texts.stream().map(StatusReport::quoted).toList());
    }

    private static String array(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
