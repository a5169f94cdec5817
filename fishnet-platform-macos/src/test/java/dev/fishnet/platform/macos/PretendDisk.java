package dev.fishnet.platform.macos;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.ScriptedProcesses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A disk of directories and files, and the programs that plans change it with. */
final class PretendDisk implements Places {
    private static final Map<String, Long> IDS = Map.of("root", 0L, "wheel", 0L);

    private final TreeMap<String, Place> places = new TreeMap<>();
    private final Map<String, String> contents = new HashMap<>();

    PretendDisk() {
        List.of(
                        "/",
                        "/usr",
                        "/usr/local",
                        "/Users",
                        "/Library",
                        "/Library/LaunchDaemons",
                        "/Library/Application Support")
                .forEach(directory -> directory(directory, 0, 0, 0755));
    }

    PretendDisk directory(String path, long uid, long gid, int bits) {
        places.put(path, new Place(path, Place.Kind.DIRECTORY, uid, gid, bits));
        return this;
    }

    PretendDisk file(String path, long uid, int bits, String content) {
        places.put(path, new Place(path, Place.Kind.FILE, uid, uid, bits));
        contents.put(path, content);
        return this;
    }

    PretendDisk link(String path, String target) {
        places.put(path, new Place(path, Place.Kind.LINK, 0, 0, 0755));
        contents.put(path, target);
        return this;
    }

    @Override
    public Optional<Place> at(String path) {
        return Optional.ofNullable(places.get(path));
    }

    @Override
    public List<String> in(String directory) {
        return places.keySet().stream()
                .filter(path -> RootsAlone.parent(path).equals(directory))
                .toList();
    }

    @Override
    public Optional<String> real(String path) {
        return at(path).map(place -> place.kind() == Place.Kind.LINK ? contents.getOrDefault(path, path) : path);
    }

    @Override
    public boolean same(String one, String other) {
        return contents.containsKey(one) && contents.get(one).equals(contents.get(other));
    }

    ScriptedProcesses answering(ScriptedProcesses processes) {
        return processes
                .answer(this::install, "install")
                .answer(this::move, "mv")
                .answer(command -> remove(command.argv().getLast()), "rm", "-rf")
                .answer(command -> remove(command.argv().getLast()), "rmdir")
                .answer(this::chmod, "chmod")
                .answer(this::chown, "chown");
    }

    private ProcessOutcome install(Command command) {
        List<String> argv =
                new ArrayList<>(command.argv().subList(1, command.argv().size()));
        boolean directories = argv.remove("-d");
        long uid = id(argv.get(1));
        long gid = id(argv.get(3));
        int bits = Integer.parseInt(argv.get(5), 8);
        List<String> paths = argv.subList(6, argv.size());
        if (directories) {
            paths.forEach(path -> directory(path, uid, gid, bits));
            return done();
        }
        for (String source : paths.subList(0, paths.size() - 1)) {
            String target = paths.getLast() + source.substring(source.lastIndexOf('/'));
            file(target, uid, bits, contents.getOrDefault(source, ""));
        }
        return done();
    }

    private static long id(String text) {
        return IDS.containsKey(text) ? IDS.get(text) : Long.parseLong(text);
    }

    private ProcessOutcome move(Command command) {
        String from = command.argv().get(1);
        String to = command.argv().get(2);
        if (!places.containsKey(from) || places.containsKey(to)) {
            return new ProcessOutcome(1, "", "mv: cannot move\n");
        }
        for (String path : List.copyOf(places.keySet())) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                String moved = to + path.substring(from.length());
                Place place = taken(path);
                places.put(moved, new Place(moved, place.kind(), place.uid(), place.gid(), place.bits()));
                Optional.ofNullable(contents.remove(path)).ifPresent(content -> contents.put(moved, content));
            }
        }
        return done();
    }

    private Place taken(String path) {
        return Optional.ofNullable(places.remove(path)).orElseThrow();
    }

    private ProcessOutcome remove(String directory) {
        places.keySet().removeIf(path -> path.equals(directory) || path.startsWith(directory + "/"));
        return done();
    }

    private ProcessOutcome chmod(Command command) {
        Place place = taken(command.argv().get(2));
        int bits = Integer.parseInt(command.argv().get(1), 8);
        places.put(place.path(), new Place(place.path(), place.kind(), place.uid(), place.gid(), bits));
        return done();
    }

    private ProcessOutcome chown(Command command) {
        String[] ids = command.argv().get(1).split(":", 2);
        Place place = taken(command.argv().get(2));
        places.put(
                place.path(),
                new Place(place.path(), place.kind(), Long.parseLong(ids[0]), Long.parseLong(ids[1]), place.bits()));
        return done();
    }

    private static ProcessOutcome done() {
        return new ProcessOutcome(0, "", "");
    }

    /** Everything there is, for two states to be compared. */
    @Override
    public String toString() {
        return places.values().toString();
    }
}
