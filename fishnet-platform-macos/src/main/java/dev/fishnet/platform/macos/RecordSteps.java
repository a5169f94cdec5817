package dev.fishnet.platform.macos;

import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps that make a user's record what it should be, an attribute each, with {@code dscl . -create}.
 *
 * <p>Not with {@code sysadminctl -addUser}: it exits 0 when it failed, gives an account without {@code -password} an
 * empty password and a shadow hash, and takes different numbers for a {@code -roleAccount} on different releases. With
 * dscl every step is one attribute, can be seen and can be taken back.
 */
final class RecordSteps {
    private final String path;
    private final Optional<DirectoryRecord> found;

    RecordSteps(String path, Optional<DirectoryRecord> found) {
        this.path = path;
        this.found = found;
    }

    /** The steps that are not done yet, in the order of the attributes. */
    List<Step> toward(Map<String, String> wanted) {
        List<Step> steps = new ArrayList<>();
        if (found.isEmpty()) {
            steps.add(Step.Run.of(Command.of("dscl", ".", "-create", path), Command.of("dscl", ".", "-delete", path)));
        }
        wanted.forEach((attribute, value) -> {
            if (!before(attribute).equals(Optional.of(value))) {
                steps.add(change(attribute, value));
            }
        });
        return steps;
    }

    private Optional<String> before(String attribute) {
        return found.flatMap(user -> user.text(attribute));
    }

    /** A record that is new goes as a whole when the plan is undone. */
    private Step change(String attribute, String value) {
        Command change = Command.of("dscl", ".", "-create", path, attribute, value);
        if (found.isEmpty()) {
            return Step.Run.of(change);
        }
        return Step.Run.of(
                change,
                before(attribute)
                        .map(old -> Command.of("dscl", ".", "-create", path, attribute, old))
                        .orElseGet(() -> Command.of("dscl", ".", "-delete", path, attribute)));
    }
}
