package dev.fishnet.platform.macos;

import java.util.Set;
import java.util.stream.Collectors;

/** A connection beyond loopback, or a UDP socket that has a peer. */
record Flow(Endpoint local, Endpoint remote) {
    /** Those of {@code lsof -Fn}, whose lines begin with {@code n}; sockets without a peer have no arrow. */
    static Set<Flow> listed(String output) {
        return output.lines()
                .filter(line -> line.startsWith("n"))
                .map(line -> line.substring(1).split("->", 2))
                .filter(ends -> ends.length == 2)
                .flatMap(ends -> Endpoint.parse(ends[0]).stream()
                        .flatMap(local -> Endpoint.parse(ends[1]).stream().map(remote -> new Flow(local, remote))))
                .filter(flow -> !flow.remote.isLoopback())
                .collect(Collectors.toSet());
    }
}
