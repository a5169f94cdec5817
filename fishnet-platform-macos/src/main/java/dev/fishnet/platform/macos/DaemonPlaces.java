package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.user.UserAccount;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what the daemon runs from is root's alone, and where it keeps things its own alone. */
final class DaemonPlaces {
    private static final String INSTALL = "sudo fishnet service install --apply";
    private static final Pattern JAVA = Pattern.compile("<string>(/[^<&]+)/bin/java</string>");
    private static final int NOT_THE_OWNER = 077;

    private final Places places;
    private final SystemFiles files;

    DaemonPlaces(Places places, SystemFiles files) {
        this.places = places;
        this.files = files;
    }

    Observation dataDirectory(String path, Optional<UserAccount> daemon) throws FishnetException {
        String check = "data_directory";
        Optional<Place> found = places.at(path);
        if (found.isEmpty() || daemon.isEmpty()) {
            return open(
                    check,
                    "the daemon has no account and data directory of its own",
                    "sudo fishnet init --apply-system --system-only");
        }
        boolean own = found.get().isDirectory()
                && found.get().uid() == daemon.get().uid()
                && (found.get().bits() & NOT_THE_OWNER) == 0;
        return own
                ? good(check, path + " is open to '" + daemon.get().name() + "' alone")
                : open(
                        check,
                        path + " belongs to uid " + found.get().uid() + " with mode "
                                + found.get().octal(),
                        "sudo chown " + daemon.get().name() + ":" + daemon.get().name() + " '" + path
                                + "' && sudo chmod 0700 '" + path + "'");
    }

    Observation plist() throws FishnetException {
        return rootsAlone("service_unit", "the LaunchDaemon", LaunchdPlist.FILE);
    }

    Observation image() throws FishnetException {
        return rootsAlone("program_image", "the program", LaunchdServiceManager.IMAGE);
    }

    /** The runtime that the plist names; another is nobody's concern here. */
    Observation java() throws FishnetException {
        String check = "java_runtime";
        Matcher named = JAVA.matcher(
                files.read(LaunchdPlist.FILE).map(file -> file.content()).orElse(""));
        return named.find()
                ? rootsAlone(check, "the Java runtime", named.group(1))
                : new Observation(check, Verdict.UNSEEN, "no LaunchDaemon says which Java runs", INSTALL);
    }

    private Observation rootsAlone(String check, String what, String path) throws FishnetException {
        if (places.at(path).isEmpty()) {
            return new Observation(check, Verdict.UNSEEN, what + " is not installed at " + path, INSTALL);
        }
        Optional<Place> weak = new RootsAlone(places).weakSpot(path);
        return weak.isEmpty()
                ? good(check, what + " can be changed by root alone")
                : open(
                        check,
                        what + " could be changed at " + weak.get().path() + " (uid "
                                + weak.get().uid() + ", mode " + weak.get().octal() + ")",
                        "sudo chown root:wheel '" + weak.get().path() + "' && sudo chmod go-w '"
                                + weak.get().path() + "'");
    }

    private static Observation good(String check, String detail) {
        return new Observation(check, Verdict.GOOD, detail, "");
    }

    private static Observation open(String check, String detail, String remedy) {
        return new Observation(check, Verdict.OPEN, detail, remedy);
    }

    /** What no rule of pf can close on this system; it is named, so that nobody takes it for closed. */
    static List<Observation> alwaysOpen() {
        return List.of(
                open(
                        "dns_helper",
                        "mDNSResponder answers every account's name lookups, and they leave the machine as its own",
                        "let the machine's resolver be one that logs or filters: System Settings, Network, DNS"),
                open(
                        "icmp",
                        "any account may send ICMP echo, and pf knows no uid for it",
                        "block it for everybody where that matters: block drop out quick proto icmp, in /etc/pf.conf"));
    }
}
