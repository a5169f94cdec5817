package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The program's files, {@code lib/*.jar}, where root alone can write: made beside their place and moved there whole, so
 * that the daemon never starts from half an image, and an interrupted copy is thrown away by the next.
 */
final class ServiceImage {
    private final String place;
    private final Places places;

    ServiceImage(String place, Places places) {
        this.place = place;
        this.places = places;
    }

    /** Whether the image holds just these files, byte for byte, and nobody but root can change it. */
    boolean holds(List<String> sources) throws FishnetException {
        List<String> files = places.in(place + "/lib");
        if (files.size() != sources.size()
                || new RootsAlone(places).weakSpot(place).isPresent()) {
            return false;
        }
        for (String source : sources) {
            if (!places.same(source, place + "/lib/" + name(source))) {
                return false;
            }
        }
        return true;
    }

    /** Steps that put the files there, in place of whatever is; {@link #tidy} belongs after them. */
    List<Step> replace(List<String> sources) throws FishnetException {
        requireNames(sources);
        List<Step> steps = new ArrayList<>(removeLeftOver(fresh()));
        steps.add(Step.Run.of(directories(), remove(fresh())));
        steps.add(Step.Run.of(copy(sources)));
        if (places.at(place).isPresent()) {
            steps.addAll(removeLeftOver(old()));
            steps.add(Step.Run.of(Command.of("mv", place, old()), Command.of("mv", old(), place)));
        }
        steps.add(Step.Run.of(Command.of("mv", fresh(), place), Command.of("mv", place, fresh())));
        return steps;
    }

    /** Steps that remove what {@link #replace} or {@link #remove} has moved away. */
    List<Step> tidy() throws FishnetException {
        return places.at(place).isPresent() || places.at(old()).isPresent()
                ? List.of(Step.Run.of(remove(old())))
                : List.of();
    }

    /** Steps that take the image away; {@link #tidy} belongs after them. */
    List<Step> remove() throws FishnetException {
        List<Step> steps = new ArrayList<>(removeLeftOver(fresh()));
        if (places.at(place).isPresent()) {
            steps.addAll(removeLeftOver(old()));
            steps.add(Step.Run.of(Command.of("mv", place, old()), Command.of("mv", old(), place)));
        }
        return steps;
    }

    /** Directories above that are missing are named too, because their mode would else be the caller's umask. */
    private Command directories() throws FishnetException {
        List<String> made = new ArrayList<>(List.of(fresh(), fresh() + "/lib"));
        for (String above = RootsAlone.parent(place); missing(above); above = RootsAlone.parent(above)) {
            made.addFirst(above);
        }
        return install(List.of("-d", "-o", "root", "-g", "wheel", "-m", "0755"), made);
    }

    private boolean missing(String directory) throws FishnetException {
        return !directory.isEmpty() && places.at(directory).isEmpty();
    }

    private Command copy(List<String> sources) {
        List<String> arguments = new ArrayList<>(sources);
        arguments.add(fresh() + "/lib");
        return install(List.of("-o", "root", "-g", "wheel", "-m", "0644"), arguments);
    }

    private static Command install(List<String> options, List<String> paths) {
        List<String> argv = new ArrayList<>(List.of("install"));
        argv.addAll(options);
        argv.addAll(paths);
        return new Command(argv, Optional.empty());
    }

    private List<Step> removeLeftOver(String leftOver) throws FishnetException {
        return places.at(leftOver).isPresent() ? List.of(Step.Run.of(remove(leftOver))) : List.of();
    }

    private static Command remove(String directory) {
        return Command.of("rm", "-rf", directory);
    }

    private String fresh() {
        return place + ".new";
    }

    private String old() {
        return place + ".old";
    }

    private static void requireNames(List<String> sources) throws FishnetException {
        Set<String> names = new HashSet<>();
        boolean sound = sources.stream().allMatch(source -> source.startsWith("/") && names.add(name(source)));
        if (sources.isEmpty() || !sound) {
            throw new FishnetException(
                    ErrorKind.USAGE, "the program's files must be absolute paths with names of their own");
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
