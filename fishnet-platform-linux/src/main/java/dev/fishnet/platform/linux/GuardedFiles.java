package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.Command;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The daemon's program, unit and data: whether owner and mode are what keeps the agent, and everybody, out. */
final class GuardedFiles {
    private static final String IMAGE = "/usr/lib/fishnet";
    private static final String SETTINGS = "/etc/fishnet";
    private static final String DATA = "data_directory";
    private static final int BEYOND_OWNER = 077;

    private final MachineTree tree;
    private final RootOnly rootOnly;

    GuardedFiles(MachineTree tree, RootOnly rootOnly) {
        this.tree = tree;
        this.rootOnly = rootOnly;
    }

    List<Observation> image() throws FishnetException {
        return changedByRootAlone("program_image", with(IMAGE, IMAGE + "/lib", IMAGE + "/bin"));
    }

    /** The unit with what is added to it, and what it reads that unlocks the vault, which nobody else may even read. */
    List<Observation> unit() throws FishnetException {
        List<Observation> faults =
                new ArrayList<>(changedByRootAlone("service_unit", with(DaemonChecks.UNIT, DaemonChecks.UNIT + ".d")));
        for (String secret :
                tree.list(SETTINGS).stream().filter(GuardedFiles::isSecret).toList()) {
            rootOnly.weakness(secret).ifPresent(weakness -> faults.add(open("service_secrets", weakness)));
            tree.facts(secret)
                    .flatMap(facts -> tooOpen(secret, facts))
                    .ifPresent(weakness -> faults.add(open("service_secrets", weakness)));
        }
        return faults;
    }

    /** Names that the service manager hands to the daemon; the other settings may be read. */
    private static boolean isSecret(String path) {
        return path.endsWith("/env") || path.endsWith(".cred");
    }

    List<Observation> data(String directory, UserName name, Optional<UserAccount> service) throws FishnetException {
        Optional<FileFacts> facts = tree.facts(directory);
        if (facts.isEmpty() || service.isEmpty()) {
            return List.of(Observation.unseen(
                    DATA,
                    (facts.isEmpty() ? directory : "the account '" + name + "'") + " is not there yet",
                    "sudo fishnet init --apply-system --system-only"));
        }
        List<Observation> faults = new ArrayList<>();
        rootOnly.weakness(directory.substring(0, directory.lastIndexOf('/')))
                .ifPresent(weakness -> faults.add(open(DATA, weakness)));
        fault(directory, facts.get(), service.get()).ifPresent(weakness -> faults.add(open(DATA, weakness)));
        if (faults.isEmpty()) {
            files(directory, service.get(), faults);
        }
        return Look.orGood(DATA, faults, directory + " and what lies in it is for '" + name + "' alone");
    }

    private void files(String directory, UserAccount service, List<Observation> faults) throws FishnetException {
        for (String file : tree.list(directory)) {
            Optional<FileFacts> facts = tree.facts(file);
            if (facts.isPresent()) {
                fault(file, facts.get(), service).ifPresent(weakness -> faults.add(open(DATA, weakness)));
            }
        }
    }

    /** The directory keeps others out; what is worth most is closed once more, and must not be linked away. */
    private static Optional<Weakness> fault(String path, FileFacts facts, UserAccount service) {
        if (facts.isLink()) {
            return Optional.of(new Weakness(path + " is a symbolic link", ShellScript.oneLine(Command.of("rm", path))));
        }
        boolean closed = facts.isDirectory() || path.matches(".*/vault\\.[a-z]+");
        if (facts.uid() == service.uid()) {
            return closed ? tooOpen(path, facts) : Optional.empty();
        }
        return Optional.of(new Weakness(
                path + " belongs to uid " + facts.uid() + " instead of " + service.name(),
                ShellScript.oneLine(Command.of("chown", service.name() + ":", path))));
    }

    private static Optional<Weakness> tooOpen(String path, FileFacts facts) {
        return (facts.mode() & BEYOND_OWNER) == 0
                ? Optional.empty()
                : Optional.of(new Weakness(
                        path + " is open to more than its owner (mode " + facts.permissions() + ", group " + facts.gid()
                                + ")",
                        ShellScript.oneLine(Command.of("chmod", "go=", path))));
    }

    private List<Observation> changedByRootAlone(String check, List<String> paths) throws FishnetException {
        if (tree.facts(paths.getFirst()).isEmpty()) {
            return List.of(absent(check, paths.getFirst()));
        }
        List<Observation> faults = new ArrayList<>();
        for (String path : paths) {
            rootOnly.weakness(path).ifPresent(weakness -> faults.add(open(check, weakness)));
        }
        return Look.orGood(check, faults.stream().distinct().toList(), "root alone can change " + paths.getFirst());
    }

    /** A path, some folders, and what is in these. */
    private List<String> with(String path, String... folders) throws FishnetException {
        List<String> all = new ArrayList<>(List.of(path));
        for (String folder : folders) {
            all.add(folder);
            all.addAll(tree.list(folder));
        }
        return all;
    }

    private static Observation absent(String check, String what) {
        return Observation.unseen(
                check,
                what + " is not there yet, so nothing can be said of it",
                "sudo fishnet service install --apply");
    }

    private static Observation open(String check, Weakness weakness) {
        return Observation.open(check, weakness.text(), weakness.remedy());
    }
}
