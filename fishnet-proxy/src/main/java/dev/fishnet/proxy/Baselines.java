package dev.fishnet.proxy;

import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort;
import dev.fishnet.policy.BaselineStorePort.Baseline;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.upstream.UpstreamName;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What each agent's prompts at each upstream are held to, at hand; the store hears of a first one by and by. */
final class Baselines {
    private final BaselineStorePort store;
    private final InstantSource clock;
    private final Map<Owner, String> digests = new ConcurrentHashMap<>();
    private final Set<Owner> stored = ConcurrentHashMap.newKeySet();

    private record Owner(AgentName agent, UpstreamName upstream) {}

    Baselines(BaselineStorePort store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Takes up what the store has, and forgets what it has no more. */
    void refresh() throws FishnetException {
        Set<Owner> before = Set.copyOf(stored);
        Map<Owner, String> now = store.baselines().stream()
                .collect(Collectors.toMap(found -> new Owner(found.agent(), found.upstream()), Baseline::digest));
        before.stream().filter(owner -> !now.containsKey(owner)).forEach(this::forget);
        digests.putAll(now);
        stored.addAll(now.keySet());
    }

    private void forget(Owner owner) {
        stored.remove(owner);
        digests.remove(owner);
    }

    Optional<String> of(RequestHead head) {
        return Optional.ofNullable(digests.get(new Owner(head.agent(), head.upstream())));
    }

    /** Makes the digest the baseline if there is none; returns the one that holds. */
    String adopt(RequestHead head, String digest) {
        Owner owner = new Owner(head.agent(), head.upstream());
        String before = digests.putIfAbsent(owner, digest);
        if (before != null) {
            return before;
        }
        keep(owner, digest);
        return digest;
    }

    /** What could not be stored holds until the gateway stops. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void keep(Owner owner, String digest) {
        store.putIfAbsent(new Baseline(owner.agent(), owner.upstream(), digest, clock.instant()))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        stored.add(owner);
                    }
                });
    }
}
