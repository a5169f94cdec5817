package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.user.AgentUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names, uids, groups and homes, wherever the machine keeps them: getent(1) and id(1) ask for us. */
final class AccountDatabase {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private final ProcessControlPort processes;

    AccountDatabase(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** The agent with everything that decides what it may do. */
    Agent agent(AgentUser user) throws FishnetException {
        String name = user.name().value();
        Set<Long> groups = numbers(ask("id", "-G", "--", name));
        String[] account = ask("getent", "passwd", "--", name).strip().split(":", -1);
        if (account.length != 7 || !NUMBER.matcher(account[3]).matches()) {
            throw notUnderstood("getent passwd");
        }
        String home = account[5].startsWith("/") ? account[5] : "/";
        return new Agent(user.name(), user.uid(), Long.parseLong(account[3]), groups, home);
    }

    /** Every account that has this uid. */
    List<String> namesOf(long uid) throws FishnetException {
        return names(ask("getent", "passwd"), uid);
    }

    /** The agent's groups by number, each with its name where it has one. */
    Map<Long, String> groupsOf(Agent agent) throws FishnetException {
        List<String> argv = new ArrayList<>(List.of("getent", "group"));
        new TreeSet<>(agent.groups()).forEach(gid -> argv.add(gid.toString()));
        // status 2 says that some have no name
        return groups(run(argv, status -> status == 0 || status == 2), agent.groups());
    }

    static List<String> names(String passwd, long uid) {
        return passwd.lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length == 7 && fields[2].equals(Long.toString(uid)))
                .map(fields -> fields[0])
                .distinct()
                .toList();
    }

    static Map<Long, String> groups(String lines, Set<Long> wanted) {
        Map<Long, String> groups = new LinkedHashMap<>();
        new TreeSet<>(wanted).forEach(gid -> groups.put(gid, "group " + gid));
        for (String line : lines.split("\n", -1)) {
            String[] fields = line.split(":", -1);
            if (fields.length == 4 && NUMBER.matcher(fields[2]).matches()) {
                groups.replace(Long.parseLong(fields[2]), fields[0]);
            }
        }
        return groups;
    }

    static Set<Long> numbers(String output) throws FishnetException {
        Set<Long> numbers = new TreeSet<>();
        for (String word : output.strip().split(" ", -1)) {
            if (!NUMBER.matcher(word).matches()) {
                throw notUnderstood("id -G");
            }
            numbers.add(Long.parseLong(word));
        }
        return numbers;
    }

    private String ask(String... argv) throws FishnetException {
        return run(List.of(argv), status -> status == 0);
    }

    private String run(List<String> argv, Predicate<Integer> expected) throws FishnetException {
        ProcessOutcome outcome = processes.run(Command.of(argv.toArray(new String[0])));
        if (!expected.test(outcome.exitStatus())) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    String.join(" ", argv) + " failed (exit status " + outcome.exitStatus() + ")");
        }
        return outcome.output();
    }

    private static FishnetException notUnderstood(String what) {
        return new FishnetException(ErrorKind.CORRUPT, "what '" + what + "' printed cannot be understood");
    }
}
