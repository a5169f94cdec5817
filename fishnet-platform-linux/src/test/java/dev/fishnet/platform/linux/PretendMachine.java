package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A machine with systemd that is only remembered: files with owners, accounts, one unit. It knows the commands that our
 * plans run, and nothing else; the one that a test names fails, or ends everything as a power cut does.
 */
final class PretendMachine implements ProcessControlPort, FileChangePort, MachineFiles {
    /** Ends a plan without any undoing. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A file, a folder or a link, by its path. */
    record Node(FileEntry.Kind kind, String owner, int mode, String content) {}

    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final TreeMap<String, String> passwd = new TreeMap<>();
    private final Map<String, Function<List<String>, ProcessOutcome>> programs = new TreeMap<>();
    private final PretendUnit unit = new PretendUnit(this);
    private int changesUntilTrouble = Integer.MAX_VALUE;
    private boolean powerCut;
    private int changes;

    PretendMachine() {
        Stream.of("/", "/etc", "/etc/systemd", "/etc/systemd/system", "/usr", "/usr/bin", "/usr/lib", "/var")
                .forEach(this::rootsFolder);
        Stream.of("/var/lib", "/run", "/run/systemd", "/run/systemd/system").forEach(this::rootsFolder);
        passwd.put("root", "root:x:0:0:root:/root:/bin/bash");
    }

    PretendMachine rootsFolder(String path) {
        return with(path, new Node(FileEntry.Kind.FOLDER, "root", 0755, ""));
    }

    PretendMachine with(String path, Node node) {
        nodes.put(path, node);
        return this;
    }

    PretendMachine file(String path, String owner, int mode, String content) {
        return with(path, new Node(FileEntry.Kind.FILE, owner, mode, content));
    }

    PretendMachine account(String line) {
        passwd.put(line.split(":", -1)[0], line);
        return this;
    }

    PretendMachine without(String path) {
        nodes.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
        return this;
    }

    /** Lets it have another program, or another one of a name that it knows. */
    PretendMachine program(String name, Function<List<String>, ProcessOutcome> program) {
        programs.put(name, program);
        return this;
    }

    /** Lets the change after so many fail, or be cut off; changes are commands and writes. */
    PretendMachine troubleAfter(int count, boolean cut) {
        changes = 0;
        changesUntilTrouble = count;
        powerCut = cut;
        return this;
    }

    PretendMachine noTrouble() {
        return troubleAfter(Integer.MAX_VALUE, false);
    }

    PlanRunner runner() {
        return new PlanRunner(this, this);
    }

    PretendUnit unit() {
        return unit;
    }

    boolean has(String path) {
        return nodes.containsKey(path);
    }

    /** Everything that a plan can change, as text. */
    String state() {
        return nodes + "\n" + passwd + "\n" + unit;
    }

    /** True once, for the change that the test picked: only that one goes wrong, not what undoes. */
    private boolean isTrouble() {
        if (changes++ != changesUntilTrouble) {
            return false;
        }
        if (powerCut) {
            throw new PowerCut();
        }
        return true;
    }

    @Override
    public ProcessOutcome run(Command command) {
        List<String> argv = command.argv();
        boolean asks = argv.getFirst().equals("getent") || argv.contains("show");
        if (!asks && isTrouble()) {
            return new ProcessOutcome(1, "", "no space left on device\n");
        }
        String name = argv.getFirst().replaceFirst("^.*/", "");
        return programs.containsKey(name) ? programs.get(name).apply(argv) : known(name, argv);
    }

    private ProcessOutcome known(String name, List<String> argv) {
        return switch (name) {
            case "getent" -> getent(argv);
            case "useradd" -> useradd(argv);
            case "userdel" -> done(passwd.remove(argv.getLast()) != null);
            case "usermod" -> usermod(argv);
            case "install" -> install(argv);
            case "chmod" ->
                change(
                        argv.getLast(),
                        node -> new Node(node.kind(), node.owner(), Integer.parseInt(argv.get(1), 8), node.content()));
            case "chown" ->
                change(
                        argv.getLast(),
                        node -> new Node(node.kind(), argv.get(2).split(":", -1)[0], node.mode(), node.content()));
            case "rmdir" -> done(names(argv.getLast()).isEmpty() && nodes.remove(argv.getLast()) != null);
            case "rm" -> {
                argv.subList(2, argv.size()).forEach(this::without);
                yield done(true);
            }
            case "mv" -> move(argv.get(2), argv.get(3));
            case "test" -> done(node(argv.getLast()).kind() == FileEntry.Kind.FILE);
            case "java" ->
                done(Arrays.stream(NativeLibrary.values())
                        .allMatch(library ->
                                file(argv.getLast() + "/" + library.file(), "root", 0644, "native") == this));
            case "systemd-creds" ->
                done(file(
                                argv.getLast(),
                                "root",
                                0644,
                                "sealed " + node(argv.get(4)).content())
                        == this);
            case "systemctl" -> unit.run(argv);
            default -> new ProcessOutcome(127, "", argv + " is not known here\n");
        };
    }

    private Node node(String path) {
        return Optional.ofNullable(nodes.get(path)).orElseThrow(() -> new AssertionError("no " + path));
    }

    private static ProcessOutcome done(boolean well) {
        return new ProcessOutcome(well ? 0 : 1, "", well ? "" : "it did not work\n");
    }

    private ProcessOutcome getent(List<String> argv) {
        String line = passwd.get(argv.getLast());
        return line == null ? new ProcessOutcome(2, "", "") : new ProcessOutcome(0, line + "\n", "");
    }

    private ProcessOutcome useradd(List<String> argv) {
        boolean system = argv.contains("--system");
        String home = system ? argv.get(argv.indexOf("--home-dir") + 1) : "/home/" + argv.getLast();
        String shell = argv.get(argv.indexOf("--shell") + 1);
        String ids = system ? "990:990" : "1001:1001";
        return done(
                passwd.putIfAbsent(argv.getLast(), argv.getLast() + ":x:" + ids + "::" + home + ":" + shell) == null);
    }

    private ProcessOutcome usermod(List<String> argv) {
        if (argv.contains("--home")) {
            String[] fields = Optional.ofNullable(passwd.get(argv.getLast()))
                    .orElseThrow()
                    .split(":", -1);
            fields[5] = argv.get(2);
            passwd.put(argv.getLast(), String.join(":", fields));
        }
        return done(passwd.containsKey(argv.getLast()));
    }

    private ProcessOutcome install(List<String> argv) {
        String owner = argv.get(argv.indexOf("-o") + 1);
        int mode = Integer.parseInt(argv.get(argv.indexOf("-m") + 1), 8);
        if (argv.contains("-d")) {
            return done(with(argv.getLast(), new Node(FileEntry.Kind.FOLDER, owner, mode, "")) == this);
        }
        int target = argv.indexOf("--target-directory") + 1;
        for (String source : argv.subList(target + 1, argv.size())) {
            String name = source.substring(source.lastIndexOf('/'));
            file(argv.get(target) + name, owner, mode, node(source).content());
        }
        return done(true);
    }

    private ProcessOutcome change(String path, java.util.function.UnaryOperator<Node> change) {
        return done(nodes.computeIfPresent(path, (same, node) -> change.apply(node)) != null);
    }

    private ProcessOutcome move(String from, String to) {
        Map<String, Node> moved = new TreeMap<>();
        nodes.forEach((path, node) -> {
            if (path.equals(from) || path.startsWith(from + "/")) {
                moved.put(to + path.substring(from.length()), node);
            }
        });
        without(from);
        nodes.putAll(moved);
        return done(!moved.isEmpty());
    }

    @Override
    public Optional<FileEntry> look(String path) {
        return Optional.ofNullable(nodes.get(path))
                .map(node -> new FileEntry(
                        node.kind(),
                        id(node.owner()),
                        id(node.owner()),
                        node.mode(),
                        node.content().length()));
    }

    private long id(String owner) {
        return owner.matches("[0-9]+")
                ? Long.parseLong(owner)
                : Long.parseLong(passwd.getOrDefault(owner, owner + ":x:990").split(":", -1)[2]);
    }

    @Override
    public List<String> names(String folder) {
        return nodes.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .map(path -> path.substring(folder.length() + 1))
                .filter(name -> !name.contains("/"))
                .toList();
    }

    @Override
    public List<String> tree(String folder) {
        List<String> all = new ArrayList<>(List.of(folder));
        new TreeSet<>(nodes.keySet())
                .stream().filter(path -> path.startsWith(folder + "/")).forEach(all::add);
        return all;
    }

    @Override
    public String real(String path) {
        Node node = nodes.get(path);
        return node != null && node.kind() == FileEntry.Kind.LINK ? node.content() : path;
    }

    @Override
    public String digest(String path) {
        return node(path).content();
    }

    @Override
    public Optional<String> digestInside(String archive, String entry) {
        String library =
                entry.startsWith("com/sun/jna/") ? "jna" : entry.startsWith("org/sqlite/") ? "sqlite" : "netty";
        return archive.contains(library) ? Optional.of("native") : Optional.empty();
    }

    @Override
    public Optional<String> text(String path) throws FishnetException {
        if (has(path) && digest(path).length() > SystemFiles.LARGEST) {
            throw new FishnetException(ErrorKind.CORRUPT, path + " is too large");
        }
        return Optional.ofNullable(nodes.get(path)).map(Node::content);
    }

    @Override
    public Optional<Step.WriteFile> read(String path) {
        return Optional.ofNullable(nodes.get(path))
                .map(node -> new Step.WriteFile(path, node.content(), new FileMode(node.owner(), "root", node.mode())));
    }

    @Override
    public void write(Step.WriteFile file) throws FishnetException {
        trouble();
        file(file.path(), file.mode().owner(), file.mode().bits(), file.content());
    }

    @Override
    public void remove(String path) throws FishnetException {
        trouble();
        nodes.remove(path);
    }

    private void trouble() throws FishnetException {
        if (isTrouble()) {
            throw new FishnetException(ErrorKind.FAILED, "no space left on device");
        }
    }

    @Override
    public Optional<Instant> startOf(long pid) {
        return Optional.empty();
    }

    @Override
    public boolean terminate(long pid, Instant startedAt) {
        return false;
    }
}
