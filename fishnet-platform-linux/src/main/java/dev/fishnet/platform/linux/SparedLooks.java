package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks nft(8) once for the names of all tables, and says of a table that is not among them what its own listing would
 * say. Where those names cannot be had, everything is asked for as it is. For looks only: what was absent stays so.
 */
final class SparedLooks implements ProcessControlPort {
    static final Command TABLES = Command.of("nft", "list", "tables");

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "arp", "bridge", "netdev");
    private static final ProcessOutcome ABSENT = new ProcessOutcome(1, "", "Error: No such file or directory\n");

    private final ProcessControlPort processes;
    private final Predicate<String> keepsRulesInNftables;
    private final List<Place> places;
    private Optional<Set<String>> tables = Optional.empty();
    private boolean asked;

    /**
     * @param keepsRulesInNftables whether that program, iptables-save or ip6tables-save, is the one whose tables are
     *     nftables' own; the older one has tables that no nft(8) sees
     */
    SparedLooks(ProcessControlPort processes, List<Place> places, Predicate<String> keepsRulesInNftables) {
        this.processes = processes;
        this.places = List.copyOf(places);
        this.keepsRulesInNftables = keepsRulesInNftables;
    }

    @Override
    public ProcessOutcome run(Command command) throws FishnetException {
        Optional<ProcessOutcome> known = command.input().isPresent() ? Optional.empty() : known(command);
        return known.isPresent() ? known.get() : processes.run(command);
    }

    /** By their words, not as records: those build their comparison when the process first asks for it. */
    private Optional<ProcessOutcome> known(Command command) {
        List<String> words = command.argv();
        if (words.equals(NftDialect.LIST.argv())) {
            return lacks(NftTable.ADDRESS) ? Optional.of(ABSENT) : Optional.empty();
        }
        for (Place place : places) {
            if (words.equals(Foundation.listing(place).argv())) {
                return lacks(nftName(place)) ? Optional.of(ABSENT) : Optional.empty();
            }
            if (words.equals(place.family().save(place.table()).argv())) {
                return lacks(nftName(place)) && keepsRulesInNftables.test(words.getFirst())
                        ? Optional.of(nothingIn(place.table()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String nftName(Place place) {
        return place.family().nftName() + " " + place.table().title();
    }

    private static ProcessOutcome nothingIn(Table table) {
        return new ProcessOutcome(0, "*" + table.title() + "\nCOMMIT\n", "");
    }

    private synchronized boolean lacks(String table) {
        if (!asked) {
            asked = true;
            tables = ask();
        }
        return tables.isPresent() && !tables.get().contains(table);
    }

    private Optional<Set<String>> ask() {
        try {
            ProcessOutcome listed = processes.run(TABLES);
            return listed.succeeded() ? names(listed.output()) : Optional.empty();
        } catch (FishnetException notToBeHad) {
            return Optional.empty();
        }
    }

    /** Family and name of each table; empty when a line is not understood. */
    private static Optional<Set<String>> names(String listed) {
        Set<String> names = new HashSet<>();
        for (String line : listed.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length < 3 || !words[0].equals("table") || !FAMILIES.contains(words[1])) {
                return Optional.empty();
            }
            names.add(words[1] + " " + words[2]);
        }
        return Optional.of(names);
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return processes.startOf(pid);
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) throws FishnetException {
        return processes.terminate(pid, startedAt);
    }
}
