package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The daemon's account: hidden, with a group of its own, nothing to log in with and no home that anybody could write.
 * The uid comes last, so that a record without one is a run that was interrupted, and is completed.
 */
final class ServiceUserPlan {
    private static final String TITLE = "System user + permissions setup";
    private static final String SHELL = "/usr/bin/false";
    private static final int FIRST_OF_PEOPLE = 500;

    private final LocalDirectory directory;
    private final Places places;

    ServiceUserPlan(LocalDirectory directory, Places places) {
        this.directory = directory;
        this.places = places;
    }

    ChangePlan make(UserName name, String dataDirectory) throws FishnetException {
        Optional<DirectoryRecord> user = directory.record("/Users/" + name);
        Optional<DirectoryRecord> group = directory.record("/Groups/" + name);
        requireDaemon(name, user);
        Set<Long> groupIds = directory.groupIds();
        long uid = uid(user, group, groupIds);
        long gid = gid(name, group, groupIds.contains(uid) ? OptionalLong.empty() : OptionalLong.of(uid), groupIds);
        List<Step> steps = new ArrayList<>();
        if (group.isEmpty()) {
            steps.add(createGroup(name, gid));
        }
        steps.addAll(new RecordSteps("/Users/" + name, user).toward(attributes(uid, gid)));
        steps.addAll(new OwnDirectory(dataDirectory, uid, gid).steps(places));
        return new ChangePlan(TITLE, steps);
    }

    private long uid(Optional<DirectoryRecord> user, Optional<DirectoryRecord> group, Set<Long> groupIds)
            throws FishnetException {
        OptionalLong had = number(user, "UniqueID");
        if (had.isPresent()) {
            return had.getAsLong();
        }
        Set<Long> userIds = directory.userIds();
        OptionalLong groups = number(group, "PrimaryGroupID");
        return groups.isPresent() && !userIds.contains(groups.getAsLong())
                ? groups.getAsLong()
                : FreeNumber.forDaemon(userIds, groupIds);
    }

    private long gid(UserName name, Optional<DirectoryRecord> group, OptionalLong likeUid, Set<Long> groupIds)
            throws FishnetException {
        if (group.isPresent()) {
            return number(group, "PrimaryGroupID")
                    .orElseThrow(() -> new FishnetException(
                            ErrorKind.CORRUPT,
                            "the group '" + name + "' has no number",
                            "remove it: sudo dseditgroup -o delete " + name));
        }
        return likeUid.isPresent() ? likeUid.getAsLong() : FreeNumber.forDaemon(directory.userIds(), groupIds);
    }

    private static OptionalLong number(Optional<DirectoryRecord> found, String attribute) throws FishnetException {
        return found.isEmpty() ? OptionalLong.empty() : found.get().number(attribute);
    }

    private static Step createGroup(UserName name, long gid) {
        return Step.Run.of(
                Command.of("dseditgroup", "-o", "create", "-n", ".", "-i", "" + gid, "-r", "Fishnet", "" + name),
                Command.of("dseditgroup", "-o", "delete", "-n", ".", "" + name));
    }

    private static Map<String, String> attributes(long uid, long gid) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("Password", "*");
        wanted.put("UserShell", SHELL);
        wanted.put("IsHidden", "1");
        wanted.put("NFSHomeDirectory", "/var/empty");
        wanted.put("RealName", "Fishnet");
        wanted.put("PrimaryGroupID", "" + gid);
        wanted.put("UniqueID", "" + uid);
        return wanted;
    }

    private static void requireDaemon(UserName name, Optional<DirectoryRecord> user) throws FishnetException {
        OptionalLong uid = number(user, "UniqueID");
        boolean person = uid.isPresent() && (uid.getAsLong() <= 0 || uid.getAsLong() >= FIRST_OF_PEOPLE);
        boolean logsIn = user.flatMap(record -> record.text("AuthenticationAuthority"))
                .filter(ways -> ways.contains("ShadowHash"))
                .isPresent();
        if (person || logsIn) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "there is an account '" + name + "' that a person can use",
                    "see: dscl . -read /Users/" + name + "; rename or remove it");
        }
    }
}
