package dev.fishnet.plan;

import java.util.List;

/**
 * What a change would do, in order. The same plan is printed by a dry run, executed by {@link PlanRunner} and compared
 * by goldens.
 *
 * @param title what the operator asked for, for example "Firewall enable"
 */
public record ChangePlan(String title, List<Step> steps) {
    public ChangePlan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
