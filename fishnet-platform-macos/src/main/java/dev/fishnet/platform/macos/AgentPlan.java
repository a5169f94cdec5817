package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account for an agent: a home, a shell, no password, no admin group. The uid comes last, so that a record with one
 * is complete.
 */
final class AgentPlan {
    private static final String TITLE = "Agent user setup";
    private static final long STAFF = 20;

    private final LocalDirectory directory;
    private final Places places;

    AgentPlan(LocalDirectory directory, Places places) {
        this.directory = directory;
        this.places = places;
    }

    ChangePlan make(UserName name) throws FishnetException {
        Optional<DirectoryRecord> found = directory.record("/Users/" + name);
        if (found.isPresent() && found.get().number("UniqueID").isPresent()) {
            return new ChangePlan(TITLE, List.of());
        }
        long uid = FreeNumber.forPerson(directory.userIds());
        String home = "/Users/" + name;
        requireNobodysHome(home, uid);
        List<Step> steps =
                new ArrayList<>(new RecordSteps("/Users/" + name, found).toward(attributes(name, home, uid)));
        // the home before the uid, which stands for "complete"
        steps.addAll(steps.size() - 1, new OwnDirectory(home, uid, STAFF).steps(places));
        return new ChangePlan(TITLE, steps);
    }

    /** Somebody's old home may hold what the agent should not see. */
    private void requireNobodysHome(String home, long uid) throws FishnetException {
        Optional<Place> there = places.at(home);
        if (there.isPresent() && there.get().uid() == uid && !places.in(home).isEmpty()) {
            throw new FishnetException(
                    ErrorKind.FAILED, home + " was an account's home and is not empty", "move it away");
        }
    }

    private static Map<String, String> attributes(UserName name, String home, long uid) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("Password", "*");
        wanted.put("UserShell", "/bin/zsh");
        wanted.put("RealName", name.toString());
        wanted.put("NFSHomeDirectory", home);
        wanted.put("PrimaryGroupID", "" + STAFF);
        wanted.put("UniqueID", "" + uid);
        return wanted;
    }
}
