package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;
import java.util.Set;

/** The whole of a line of passwd(5): the account, where it lives and whether it can log in. */
record PasswdLine(UserAccount account, String home, String shell) {
    /** useradd(8)'s UID_MIN on every distribution we know. */
    private static final long FIRST_PERSON = 1000;

    private static final Set<String> NO_LOGIN =
            Set.of("/usr/sbin/nologin", "/sbin/nologin", "/usr/bin/nologin", "/bin/false", "/usr/bin/false");

    static PasswdLine parse(UserName asked, String output) throws FishnetException {
        UserAccount account = PasswdEntry.parse(asked, output);
        String[] fields = output.strip().split(":", -1);
        return new PasswdLine(account, fields[5], fields[6]);
    }

    /** Root counts: nobody's daemon may be it. An empty shell field means /bin/sh. */
    boolean isPersons() {
        return account.isRoot() || account.uid() >= FIRST_PERSON || !NO_LOGIN.contains(shell);
    }
}
