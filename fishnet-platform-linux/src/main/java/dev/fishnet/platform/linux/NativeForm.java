package dev.fishnet.platform.linux;

import java.util.List;

/**
 * A lockdown in the words of the packet filter's own programs, for systemd: no program of ours runs before the network
 * is up, or every few seconds.
 *
 * @param loads in order; together they leave this lockdown in force, whatever of ours is loaded, and open nothing on
 *     the way; uids and chains that only another lockdown names stay until a repair, and let nobody through
 * @param listing commands whose output changes when any of it is lost, changed or overtaken, and does not otherwise: no
 *     counters, no time of day
 */
record NativeForm(List<Load> loads, List<List<String>> listing) {
    NativeForm {
        loads = List.copyOf(loads);
        listing = listing.stream().map(List::copyOf).toList();
    }

    /**
     * One transaction.
     *
     * @param name of the file that holds the text
     * @param before commands that may fail, each after the load before it
     * @param argv reads the file, whose path is added to it
     */
    record Load(String name, String text, List<List<String>> before, List<String> argv) {
        Load {
            before = before.stream().map(List::copyOf).toList();
            argv = List.copyOf(argv);
        }
    }
}
