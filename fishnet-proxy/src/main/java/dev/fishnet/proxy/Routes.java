package dev.fishnet.proxy;

import dev.fishnet.proxy.strict.RequestTarget;
import dev.fishnet.upstream.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where requests lead by their targets. Agents ask for the same few over and over, so that those without a query and
 * without a fault are taken apart once and kept; as many as there are places, and one takes another's. Safe for any
 * number of threads.
 */
final class Routes {
    private static final int PLACES = 64;
    /** Of a target that is kept, in characters: agents choose it. */
    private static final int LONGEST = 256;

    private final Upstream[] upstreams;
    private final String[] roots;
    private final AtomicReferenceArray<@Nullable Route> known = new AtomicReferenceArray<>(PLACES);

    /**
     * A target that leads to an upstream.
     *
     * @param target as the agent wrote it
     * @param path below the upstream's base, without the query
     * @param there path and query as the upstream is to see them
     * @param fault what is wrong with the target, as {@link RequestTarget#faultIn} says it
     */
    record Route(String target, Upstream upstream, String path, String there, Optional<String> fault) {
        private static Route of(String target, Upstream upstream) {
            String rest = target.substring(upstream.route().length());
            String base = upstream.base().getRawPath();
            return new Route(
                    target,
                    upstream,
                    RequestTarget.pathOf(rest),
                    base.isEmpty() ? rest : base + rest,
                    RequestTarget.faultIn(target));
        }

        private boolean isWorthKeeping() {
            return fault.isEmpty() && target.length() <= LONGEST && target.indexOf('?') < 0;
        }
    }

    /** @param upstreams in the order in which they are tried */
    Routes(List<Upstream> upstreams) {
        this.upstreams = upstreams.toArray(Upstream[]::new);
        this.roots = upstreams.stream().map(each -> each.route() + "/").toArray(String[]::new);
    }

    /** Null where a target leads to no upstream. */
    @Nullable
    Route of(String target) {
        int place = Math.floorMod(target.hashCode(), PLACES);
        Route kept = known.getAcquire(place);
        if (kept != null && kept.target().equals(target)) {
            return kept;
        }
        Upstream upstream = upstreamFor(RequestTarget.pathOf(target));
        Route found = upstream == null ? null : Route.of(target, upstream);
        if (found != null && found.isWorthKeeping()) {
            known.setRelease(place, found);
        }
        return found;
    }

    private @Nullable Upstream upstreamFor(String path) {
        for (int i = 0; i < roots.length; i++) {
            if (path.startsWith(roots[i])) {
                return upstreams[i];
            }
        }
        return null;
    }

    /** What targets begin with that lead somewhere. */
    Stream<String> roots() {
        return Stream.of(roots);
    }
}
