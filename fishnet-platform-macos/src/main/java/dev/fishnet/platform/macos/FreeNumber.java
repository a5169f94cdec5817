package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.Set;
import java.util.stream.LongStream;

/** Numbers for accounts. Apple's own take the low ones and add to them; people begin at 501. */
final class FreeNumber {
    private FreeNumber() {}

    /** One below 500 that no user and no group has: from 450 up, where releases of today have room, else from 200. */
    static long forDaemon(Set<Long> users, Set<Long> groups) throws FishnetException {
        return LongStream.concat(LongStream.rangeClosed(450, 499), LongStream.rangeClosed(200, 400))
                .filter(number -> !users.contains(number) && !groups.contains(number))
                .findFirst()
                .orElseThrow(() -> taken("below 500"));
    }

    static long forPerson(Set<Long> users) throws FishnetException {
        return LongStream.rangeClosed(501, 9999)
                .filter(number -> !users.contains(number))
                .findFirst()
                .orElseThrow(() -> taken("between 501 and 9999"));
    }

    private static FishnetException taken(String where) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "no number " + where + " is free for an account",
                "see: dscl . -list /Users UniqueID");
    }
}
