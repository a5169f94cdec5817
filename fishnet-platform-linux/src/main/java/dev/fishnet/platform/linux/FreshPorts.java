package dev.fishnet.platform.linux;

import dev.fishnet.firewall.LoopbackAccess;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/** Ports that nothing is said about, each given out once. */
final class FreshPorts implements IntSupplier {
    private static final int FIRST = 20_000;
    private static final int END = 60_000;

    private final SecureRandom random = new SecureRandom();
    private final Set<Integer> taken;

    private FreshPorts(Set<Integer> taken) {
        this.taken = taken;
    }

    static FreshPorts besides(LoopbackAccess loopback, int gatewayPort) {
        Set<Integer> taken = new HashSet<>(Set.of(gatewayPort));
        if (loopback instanceof LoopbackAccess.Strict strict) {
            taken.addAll(strict.allowedPorts());
        }
        return new FreshPorts(taken);
    }

    @Override
    public int getAsInt() {
        int port = random.nextInt(FIRST, END);
        while (!taken.add(port)) {
            port = random.nextInt(FIRST, END);
        }
        return port;
    }
}
