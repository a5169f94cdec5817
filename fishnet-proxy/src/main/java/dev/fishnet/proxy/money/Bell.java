package dev.fishnet.proxy.money;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.alert.AlertPort;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.RequestHead;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Tells the operator what policy wants them to hear. What was said within the last hour is not said again, so that a
 * flood of refusals is not one of writes to the books as well.
 */
public final class Bell {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int REMEMBERED = 1024;

    private final AlertPort alerts;
    private final InstantSource clock;
    private final LinkedHashMap<Said, Instant> said = new LinkedHashMap<>();

    private record Said(AlertKind kind, String about, String message) {}

    public Bell(AlertPort alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Says it of a request. */
    public void ring(RequestHead about, List<Concern> concerns) {
        for (Concern concern : concerns) {
            ring(about.agent() + "/" + about.upstream(), concern);
        }
    }

    /** Says it of whatever it is about. */
    public void ring(String about, Concern concern) {
        Instant now = clock.instant();
        if (isNews(new Said(concern.kind(), about, concern.message()), now)) {
            alerts.raise(new Alert(now, concern.kind(), about, concern.message()));
        }
    }

    private synchronized boolean isNews(Said what, Instant now) {
        Instant last = said.get(what);
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(AN_HOUR))) {
            return false;
        }
        said.remove(what);
        said.put(what, now);
        if (said.size() > REMEMBERED) {
            said.pollFirstEntry();
        }
        return true;
    }
}
