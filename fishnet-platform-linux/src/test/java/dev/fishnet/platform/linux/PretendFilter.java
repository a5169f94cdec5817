package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A packet filter that is only remembered, loaded by a program of a {@link PretendMachine}. */
final class PretendFilter implements PacketFilter {
    private final FirewallBackend kind;
    private final Map<String, Optional<Lockdown>> known = new HashMap<>();
    private Optional<Lockdown> loaded = Optional.empty();

    PretendFilter(FirewallBackend kind, PretendMachine machine) {
        this.kind = kind;
        machine.program(program(), this::load);
    }

    private String program() {
        return "load-" + kind.word();
    }

    private ProcessOutcome load(List<String> argv) {
        loaded = known.getOrDefault(argv.getLast(), Optional.empty());
        return new ProcessOutcome(0, "", "");
    }

    /** As another program does that flushes everything. */
    void flush() {
        loaded = Optional.empty();
    }

    Optional<Lockdown> loaded() {
        return loaded;
    }

    @Override
    public FirewallBackend kind() {
        return kind;
    }

    @Override
    public Optional<LoadedLockdown> read() {
        return Optional.of(holding(loaded));
    }

    @Override
    public LoadedLockdown absent() {
        return holding(Optional.empty());
    }

    @Override
    public LoadedLockdown unseen() {
        return absent();
    }

    @Override
    public NativeForm nativeForm(Lockdown lockdown) {
        return new NativeForm(
                List.of(new NativeForm.Load(
                        kind.word() + "-rules", lockdown + "\n", List.of(), List.of(program(), "file"))),
                List.of(List.of(program(), "list")));
    }

    private LoadedLockdown holding(Optional<Lockdown> held) {
        return new LoadedLockdown() {
            @Override
            public boolean isEmpty() {
                return held.isEmpty();
            }

            @Override
            public Optional<Lockdown> lockdown() {
                return held;
            }

            @Override
            public List<String> differencesFrom(Lockdown wanted) {
                return held.equals(Optional.of(wanted)) ? List.of() : List.of("the rules are gone");
            }

            @Override
            public List<Step> changesTo(Optional<Lockdown> wanted) {
                return held.equals(wanted) ? List.of() : List.of(Step.Run.of(command(wanted), command(held)));
            }
        };
    }

    private Command command(Optional<Lockdown> lockdown) {
        known.put(lockdown.toString(), lockdown);
        return Command.of(program(), lockdown.toString());
    }
}
