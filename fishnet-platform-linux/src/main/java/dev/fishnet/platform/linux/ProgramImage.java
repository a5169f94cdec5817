package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jars where root alone can write. A new set is made beside the old one and takes its place in two renames, so that
 * a program of two versions never runs, and the old one comes back when a later step fails.
 */
final class ProgramImage {
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;

    private final MachineFiles files;
    private final String image;
    private final List<String> sources;
    private final String java;

    ProgramImage(MachineFiles files, String image, List<String> sources, String java) {
        this.files = files;
        this.image = image;
        this.sources = sources;
        this.java = java;
    }

    private String current() {
        return image + "/lib";
    }

    private String fresh() {
        return image + "/lib.new";
    }

    private String old() {
        return image + "/lib.old";
    }

    /**
     * Whether exactly these files are there, byte for byte, and nobody but root could change them; or a package keeps
     * them there.
     */
    boolean isCurrent() throws FishnetException {
        PackagedProgram packaged = new PackagedProgram(files, image);
        if (packaged.isThere()) {
            packaged.requireToBe(sources);
            return true;
        }
        Map<String, String> wanted = wanted();
        if (!isRoots(image, FOLDER_MODE) || !isRoots(current(), FOLDER_MODE)) {
            return false;
        }
        if (!files.names(current()).equals(List.copyOf(wanted.keySet()))) {
            return false;
        }
        for (Map.Entry<String, String> file : wanted.entrySet()) {
            String path = current() + "/" + file.getKey();
            if (!isRoots(path, FILE_MODE) || !files.digest(path).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean isRoots(String path, int mode) throws FishnetException {
        return files.look(path)
                .map(entry -> entry.kind() != FileEntry.Kind.LINK && entry.isRootsWith(mode))
                .orElse(false);
    }

    /** Digests by name. */
    private Map<String, String> wanted() throws FishnetException {
        Map<String, String> wanted = new TreeMap<>();
        for (String source : sources) {
            if (wanted.put(jarName(source), files.digest(source)) != null) {
                throw new FishnetException(ErrorKind.USAGE, "two jars of the program have one name: " + source);
            }
            for (NativeLibrary library : NativeLibrary.values()) {
                files.digestInside(source, library.entry()).ifPresent(digest -> wanted.put(library.file(), digest));
            }
        }
        for (NativeLibrary library : NativeLibrary.values()) {
            requireWhole(wanted, library);
        }
        return wanted;
    }

    private static void requireWhole(Map<String, String> wanted, NativeLibrary library) throws FishnetException {
        if (library.isNeeded() && !wanted.containsKey(library.file())) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "this program is not whole: no jar of it has " + library.entry(),
                    "install the service from a built Fishnet");
        }
    }

    private static String jarName(String source) throws FishnetException {
        String name = source.substring(source.lastIndexOf('/') + 1);
        if (!source.startsWith("/") || !name.matches("[A-Za-z0-9_.+-]+\\.jar")) {
            throw new FishnetException(
                    ErrorKind.USAGE, "not a jar that can be copied: '" + source.replaceAll("\\p{Cntrl}", "?") + "'");
        }
        return name;
    }

    /** The new set beside the old one. What an interrupted run left there is no part of it. */
    List<Step> prepare() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (!isRoots(image, FOLDER_MODE)) {
            steps.add(newFolder(image));
        }
        if (files.look(fresh()).isPresent()) {
            steps.add(Step.Run.of(remove(fresh())));
        }
        steps.add(Step.Run.of(install(fresh()), remove(fresh())));
        steps.add(Step.Run.of(copy()));
        steps.add(Step.Run.of(Command.of(
                java + "/bin/java",
                "-XX:-UsePerfData",
                "-cp",
                fresh() + "/*",
                NativeLibrary.class.getName(),
                fresh())));
        return steps;
    }

    private Step newFolder(String path) throws FishnetException {
        return files.look(path).isPresent()
                ? Step.Run.of(install(path))
                : Step.Run.of(install(path), Command.of("rmdir", path));
    }

    private static Command install(String folder) {
        return Command.of("install", "-d", "-o", "root", "-g", "root", "-m", "0755", folder);
    }

    private static Command remove(String folder) {
        return Command.of("rm", "-rf", folder);
    }

    private Command copy() {
        List<String> argv = new ArrayList<>(
                List.of("install", "-o", "root", "-g", "root", "-m", "0644", "--target-directory", fresh()));
        sources.stream().sorted().forEach(argv::add);
        return Command.of(argv.toArray(String[]::new));
    }

    /** The new set in the old one's place. */
    List<Step> swap() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (files.look(current()).isPresent()) {
            if (files.look(old()).isPresent()) {
                steps.add(Step.Run.of(remove(old())));
            }
            steps.add(move(current(), old()));
        }
        steps.add(move(fresh(), current()));
        return steps;
    }

    /**
     * What is no use any more once the current set has proved itself, be it left by an interrupted run.
     *
     * @param swapped whether this plan has put a new set in the place of the old one
     */
    List<String> leftovers(boolean swapped) throws FishnetException {
        List<String> paths = new ArrayList<>();
        if (files.look(old()).isPresent() || (swapped && files.look(current()).isPresent())) {
            paths.add(old());
        }
        if (!swapped && files.look(fresh()).isPresent()) {
            paths.add(fresh());
        }
        return paths;
    }

    static Step move(String from, String to) {
        return Step.Run.of(
                Command.of("mv", "--no-target-directory", from, to),
                Command.of("mv", "--no-target-directory", to, from));
    }
}
