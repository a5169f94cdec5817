package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserAccount;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads /etc/subuid (subuid(5)): {@code NAME_OR_UID:FIRST:COUNT} on each line. Lines of other users may be anything;
 * one of this user that cannot be understood is an error, because a range left out is a way past the lockdown.
 */
final class SubuidFile {
    private SubuidFile() {}

    static SubordinateIds parse(String text, UserAccount account) throws FishnetException {
        List<Range> ranges = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String[] fields = line.split(":", -1);
            if (isFor(account, fields[0].strip())) {
                addTo(ranges, fields, number);
            }
        }
        return new SubordinateIds(ranges);
    }

    private static boolean isFor(UserAccount account, String owner) {
        return owner.equals(account.name().value())
                || (owner.matches("[0-9]{1,10}") && Long.parseLong(owner) == account.uid());
    }

    private static void addTo(List<Range> ranges, String[] fields, int number) throws FishnetException {
        try {
            if (fields.length != 3) {
                throw new IllegalArgumentException("three fields are expected");
            }
            long first = number(fields[1]);
            long count = number(fields[2]);
            if (count > 0) {
                ranges.add(new Range(first, first + count - 1));
            }
        } catch (IllegalArgumentException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "/etc/subuid line " + number + " cannot be understood: " + e.getMessage(),
                    "mend the line, or remove it: usermod --del-subuids");
        }
    }

    private static long number(String field) {
        // shadow's tools read a number that begins with 0 as octal
        if (!field.matches("0|[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException("not a number: '" + field + "'");
        }
        return Long.parseLong(field);
    }
}
