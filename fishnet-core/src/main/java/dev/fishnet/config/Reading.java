package dev.fishnet.config;

import dev.fishnet.spend.PriceBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a file and the environment come to: a configuration, or everything that is wrong with them. */
public final class Reading {
    private final Values values;
    private final List<Problem> problems;
    private final Optional<FishnetConfig> config;

    private Reading(Values values, List<Problem> problems, Optional<FishnetConfig> config) {
        this.values = values;
        this.problems = List.copyOf(problems);
        this.config = config;
    }

    /**
     * Reads a configuration.
     *
     * @param environment the value of a variable; empty when it is not set
     */
    public static Reading of(Document document, Function<String, Optional<String>> environment) {
        return of(document, environment, PriceBook.builtIn());
    }

    /**
     * Reads settings that were in force once.
     *
     * @param settings the text of {@link Settings}, as a document
     * @param common the prices that held then, before the operator's own
     */
    public static Reading again(Document settings, PriceBook common) {
        return of(settings, name -> Optional.empty(), common);
    }

    private static Reading of(Document document, Function<String, Optional<String>> environment, PriceBook common) {
        List<Problem> problems = new ArrayList<>(document.faults());
        Check check = new Check(problems);
        if (problems.isEmpty()) {
            check.file(document);
        }
        check.variables(environment);
        Values values = check.values();
        Optional<FishnetConfig> config =
                problems.isEmpty() ? Optional.of(new Meaning(values, problems, common).config()) : Optional.empty();
        problems.sort(Comparator.comparingInt(Problem::line));
        return new Reading(values, problems, problems.isEmpty() ? config : Optional.empty());
    }

    /** The configuration; empty when there are problems. */
    public Optional<FishnetConfig> config() {
        return config;
    }

    /** What is wrong, by its line. */
    public List<Problem> problems() {
        return problems;
    }

    /** Every setting as it is in effect, defaults included. */
    public List<Effective> effective() {
        return Effective.of(values);
    }

    /** The settings that concern one agent. */
    public List<Effective> effective(String agent) {
        return Effective.of(values, agent);
    }

    /**
     * The configuration.
     *
     * @param file what to call the file in an error
     */
    public FishnetConfig orElseThrow(String file) throws ConfigException {
        if (config.isEmpty()) {
            throw ConfigException.of(file, problems);
        }
        return config.get();
    }
}
