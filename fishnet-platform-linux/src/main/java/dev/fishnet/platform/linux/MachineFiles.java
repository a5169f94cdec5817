package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** Owners, modes and digests of files, for plans that are made from what is there. Paths are absolute. */
interface MachineFiles {
    /** The entry itself; empty when there is none. */
    Optional<FileEntry> look(String path) throws FishnetException;

    /** The names in a folder, sorted; none when there is no such folder. */
    List<String> names(String folder) throws FishnetException;

    /** The paths of everything below a folder, links not followed. */
    List<String> tree(String folder) throws FishnetException;

    /** The path without links in it. */
    String real(String path) throws FishnetException;

    /** SHA-256 of a file, in hexadecimal. */
    String digest(String path) throws FishnetException;

    /** SHA-256 of a file in a zip archive; empty when the archive has no such file. */
    Optional<String> digestInside(String archive, String entry) throws FishnetException;

    /** The text of a small file; empty when there is none. */
    Optional<String> text(String path) throws FishnetException;
}
