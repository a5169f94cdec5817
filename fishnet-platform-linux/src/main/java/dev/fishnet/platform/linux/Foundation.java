package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What iptables makes beneath the first rule of a table when it keeps its rules in nftables, and never takes away: the
 * table, and the built-in chain. What was made for us goes with us. A chain that nothing is in remembers which it was;
 * where nft(8) is not installed nothing is remembered and both stay.
 */
final class Foundation {
    private static final String TABLE = OwnRules.PREFIX + "MADE-TABLE";
    private static final String CHAIN = OwnRules.PREFIX + "MADE-CHAIN";

    private final ProcessControlPort processes;

    Foundation(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** The chain that remembers in these rules what was made for them. */
    static Optional<String> remembered(OwnRules rules) {
        return List.of(TABLE, CHAIN).stream()
                .filter(rules.chains()::containsKey)
                .findFirst();
    }

    /**
     * The chain that has to remember what the first rule in this place would make; empty when it would make nothing.
     */
    Optional<String> toRemember(Place place) {
        return chains(place).flatMap(chains -> {
            if (chains.isEmpty()) {
                return Optional.of(TABLE);
            }
            return chains.get().contains(place.table().base()) ? Optional.empty() : Optional.of(CHAIN);
        });
    }

    /**
     * Takes away what was made, after our own rules are gone, and as long as nobody else uses it; that somebody does is
     * no failure.
     */
    List<Step> remove(Place place, OwnRules ours) {
        Optional<String> made = remembered(ours);
        Optional<Set<String>> chains = chains(place).flatMap(found -> found);
        if (made.isEmpty() || chains.isEmpty()) {
            return List.of();
        }
        Set<String> others = new TreeSet<>(chains.get());
        others.removeAll(ours.chains().keySet());
        Step chain = new Step.Attempt(place.family().restore(deletion(place.table())));
        return made.get().equals(TABLE) && others.equals(Set.of(place.table().base()))
                ? List.of(chain, new Step.Attempt(NftDialect.LOAD.withInput(tableDeletion(place))))
                : List.of(chain);
    }

    /** Refused while there is a rule in it. */
    private static String deletion(Table table) {
        return "*" + table.title() + "\n-X " + table.base() + "\nCOMMIT\n";
    }

    /**
     * nft(8) would delete a table with all that is in it. So first the built-in chains are made, which fails as long as
     * there is one of them, and nothing that somebody's rules hang on can be lost.
     */
    private static String tableDeletion(Place place) {
        String table = place.family().nftName() + " " + place.table().title();
        return Stream.of("create", "delete")
                        .flatMap(verb -> place.table().builtIn().stream()
                                .map(chain -> verb + " chain " + table + " " + chain + "\n"))
                        .collect(Collectors.joining())
                + "delete table " + table + "\n";
    }

    /** The chains of a table, if there is such a table, if that can be known. */
    private Optional<Optional<Set<String>>> chains(Place place) {
        try {
            ProcessOutcome listed = processes.run(listing(place));
            if (listed.succeeded()) {
                return Optional.of(Optional.of(chains(listed.output())));
            }
            return listed.errors().contains("No such file or directory")
                    ? Optional.of(Optional.empty())
                    : Optional.empty();
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }

    static Command listing(Place place) {
        return Command.of(
                "nft",
                "-s",
                "list",
                "table",
                place.family().nftName(),
                place.table().title());
    }

    /** Whatever else there may be in a table counts as a chain of somebody's. */
    private static Set<String> chains(String listed) {
        return listed.lines()
                .filter(line -> line.startsWith("\t") && line.endsWith("{") && !line.startsWith("\t\t"))
                .map(line -> Arrays.asList(line.strip().split(" ", -1)).get(1))
                .collect(Collectors.toSet());
    }
}
