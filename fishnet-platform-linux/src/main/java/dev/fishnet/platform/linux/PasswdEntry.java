package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;

/** Reads what {@code getent passwd NAME} prints: one line of passwd(5). */
final class PasswdEntry {
    private PasswdEntry() {}

    static UserAccount parse(UserName asked, String output) throws FishnetException {
        String[] fields = output.strip().split(":", -1);
        try {
            return account(asked, fields);
        } catch (IllegalArgumentException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "the account '" + asked + "' cannot be understood: " + e.getMessage());
        }
    }

    /**
     * Directories that ignore case answer with another name than asked for, under which nothing else would be found.
     */
    private static UserAccount account(UserName asked, String[] fields) {
        if (fields.length != 7) {
            throw new IllegalArgumentException("not one line of passwd(5)");
        }
        UserName found = new UserName(fields[0]);
        if (!found.equals(asked)) {
            throw new IllegalArgumentException("this system knows it as '" + found + "'");
        }
        return new UserAccount(found, Long.parseLong(fields[2]), Long.parseLong(fields[3]));
    }
}
