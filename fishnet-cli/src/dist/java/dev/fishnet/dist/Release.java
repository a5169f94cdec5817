package dev.fishnet.dist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is being made.
 *
 * @param version Maven's
 * @param time of every file in it
 */
record Release(String version, Instant time) {
    private static boolean arm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    String name() {
        return "fishnet-" + version + "-linux-" + (arm() ? "aarch64" : "x64");
    }

    /** A version that sorts before the release it leads up to, as a snapshot should. */
    String debian() {
        return version.replace("-", "~").toLowerCase(Locale.ROOT);
    }

    String debianArchitecture() {
        return arm() ? "arm64" : "amd64";
    }

    LocalDate date() {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** As a Debian changelog has it. */
    String changelogDate() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(time, ZoneOffset.UTC))
                .replace(" GMT", " +0000");
    }
}
