package dev.fishnet.cli.doctor;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Doctor;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet doctor}. */
public final class DoctorCommand {
    private final PlatformPorts platform;
    private final Terminal terminal;

    @Inject
    DoctorCommand(PlatformPorts platform, Terminal terminal) {
        this.platform = platform;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(
                this::examine,
                Options.values(
                        "--agent-user", "USER", "An agent's account; repeatable (default: all locked-down ones)."),
                Options.flag("Print JSON.", "--json"));
    }

    private int examine(Leaf values) throws FishnetException {
        List<UserName> agents = names(values.values("--agent-user"));
        Doctor doctor = new Doctor(platform.users(), platform.firewall(), platform.isolation());
        List<Observation> found = new Patience(terminal).during(() -> doctor.examine(agents));
        List<String> lines = values.isSet("--json") ? List.of(Report.json(found)) : new Report(terminal).lines(found);
        lines.forEach(terminal::say);
        return verdict(found);
    }

    private int verdict(List<Observation> found) {
        long open = found.stream().filter(DoctorCommand::fails).count();
        if (open == 0) {
            return ExitCode.DONE;
        }
        terminal.note("doctor found " + open + " failing check(s)");
        return ExitCode.DENIED;
    }

    /** Names are proven before anything is asked; root is one here, because the doctor says what is wrong with it. */
    private static List<UserName> names(List<String> words) throws FishnetException {
        List<UserName> names = new ArrayList<>();
        for (String word : words) {
            try {
                names.add(new UserName(word));
            } catch (IllegalArgumentException e) {
                throw new FishnetException(ErrorKind.USAGE, String.valueOf(e.getMessage()));
            }
        }
        return names;
    }

    /** A lockdown that nobody could look at may not be there. */
    private static boolean fails(Observation observation) {
        return observation.verdict() == Verdict.OPEN
                || (observation.verdict() == Verdict.UNSEEN
                        && observation.check().equals("lockdown"));
    }
}
