package dev.fishnet.proxy.money;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertPort;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.RequestHead;
import java.time.InstantSource;
import java.util.List;

/** Tells the operator what policy wants them to hear. */
public final class Bell {
    private final AlertPort alerts;
    private final InstantSource clock;

    public Bell(AlertPort alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Says it of a request. */
    public void ring(RequestHead about, List<Concern> concerns) {
        for (Concern concern : concerns) {
            alerts.raise(new Alert(
                    clock.instant(), concern.kind(), about.agent() + "/" + about.upstream(), concern.message()));
        }
    }
}
