package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads /proc/PID/status (proc_pid_status(5)). */
final class ProcStatus {
    /** Real, effective, saved and file-system uid. */
    private static final Pattern UIDS = Pattern.compile("(?m)^Uid:\\t[0-9]+\\t([0-9]{1,10})\\t");

    private ProcStatus() {}

    static long effectiveUid(String status) throws FishnetException {
        Matcher matcher = UIDS.matcher(status);
        if (!matcher.find()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "/proc/self/status does not say which user this is", "mount /proc");
        }
        return Long.parseLong(matcher.group(1));
    }
}
