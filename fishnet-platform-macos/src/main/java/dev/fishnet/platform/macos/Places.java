package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** What lies where on the disk, for plans and checks to be made from. Links are not followed. */
interface Places {
    /**
     * What lies there, or empty when nothing does.
     *
     * @throws FishnetException of kind NOT_PRIVILEGED when this user may not look
     */
    Optional<Place> at(String path) throws FishnetException;

    /** The paths of what lies directly in the directory, sorted. */
    List<String> in(String directory) throws FishnetException;

    /** Where the path leads once every link on the way is followed; empty when it leads nowhere. */
    Optional<String> real(String path) throws FishnetException;

    /** Whether two files hold the same bytes. */
    boolean same(String one, String other) throws FishnetException;
}
