package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a way by which somebody other than root could change what runs. */
final class RootsAlone {
    private final Places places;

    RootsAlone(Places places) {
        this.places = places;
    }

    /**
     * The first place on the way there, or in the tree below it, that another account could change; empty when there is
     * none. Links count by where they lead.
     */
    Optional<Place> weakSpot(String path) throws FishnetException {
        Deque<String> open = new ArrayDeque<>(List.of(path));
        places.real(path).ifPresent(open::push);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            Optional<Place> weak = onTheWay(next);
            if (weak.isPresent()) {
                return weak;
            }
            for (String child : below(next)) {
                open.push(child);
            }
        }
        return Optional.empty();
    }

    /** The first weak place among the path and the directories above it, as far as they exist. */
    Optional<Place> onTheWay(String path) throws FishnetException {
        for (String place = path; !place.isEmpty(); place = parent(place)) {
            Optional<Place> found = places.at(place);
            if (found.isPresent() && !found.get().isRootsAlone()) {
                return found;
            }
        }
        return places.at("/").filter(root -> !root.isRootsAlone());
    }

    /** What is in a directory, or where a link leads. */
    private Iterable<String> below(String path) throws FishnetException {
        Optional<Place> found = places.at(path);
        if (found.isEmpty()) {
            return Set.of();
        }
        return switch (found.get().kind()) {
            case DIRECTORY -> places.in(path);
            case LINK -> places.real(path).map(Set::of).orElse(Set.of());
            case FILE, OTHER -> Set.of();
        };
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
