package dev.fishnet.cli.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An agent's account and two network namespaces: the machine, where agent and gateway live, and the internet, with
 * documentation addresses (RFC 5737, RFC 3849) on the wire between them. Gone when closed.
 */
final class World implements AutoCloseable {
    static final String MACHINE_4 = "192.0.2.1";
    static final String MACHINE_6 = "2001:db8::1";
    static final String INTERNET_4 = "192.0.2.2";
    static final String INTERNET_6 = "2001:db8::2";

    private final Undo undo = new Undo();
    private final String agent = "fnlab" + ProcessHandle.current().pid();
    private final String machine = agent + "-machine";
    private final String internet = agent + "-internet";

    World() {
        try {
            newAccount("");
            newNamespace(machine);
            newNamespace(internet);
            connect();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    String agent() {
        return agent;
    }

    /** The name of the network namespace that is the machine. */
    String machine() {
        return machine;
    }

    /** The name of the network namespace that is the internet. */
    String internet() {
        return internet;
    }

    Undo undo() {
        return undo;
    }

    /** The command prefix that runs on the machine as root. */
    List<String> onMachine() {
        return List.of("ip", "netns", "exec", machine);
    }

    /** The command prefix that runs on the internet's side as root. */
    List<String> onInternet() {
        return List.of("ip", "netns", "exec", internet);
    }

    /** The command prefix that runs on the machine as the agent, with nothing of our environment but a PATH. */
    List<String> asAgent() {
        return as(agent);
    }

    /** The same as another account. */
    List<String> as(String account) {
        return asUser(onMachine(), uid(account), "--init-groups");
    }

    /** The command prefix that runs as the agent, but outside this world. */
    List<String> asAgentOutside() {
        return asOutside(agent);
    }

    /** The same as another account. */
    List<String> asOutside(String account) {
        return asUser(List.of(), uid(account), "--init-groups");
    }

    /** The command prefix that runs on the machine as the first of the agent's subordinate uids. */
    List<String> asSubordinate() throws IOException {
        String range = Files.readAllLines(Path.of("/etc/subuid")).stream()
                .filter(line -> line.startsWith(agent + ":"))
                .findFirst()
                .orElseThrow();
        return asUser(onMachine(), range.split(":", -1)[1], "--clear-groups");
    }

    private static List<String> asUser(List<String> where, String uid, String groups) {
        List<String> user = Run.join(where, "setpriv", "--reuid", uid, "--regid", uid, groups, "--reset-env");
        return Run.join(user, "env", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent");
    }

    String uid(String account) {
        return Run.of("id", "-u", account).mustSucceed().output().strip();
    }

    /** A folder that everybody may read, or root alone; removed with the world. */
    Path folder(String permissions) {
        try {
            Path folder = Files.createTempDirectory(agent);
            undo.add(() -> remove(folder));
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another account, whose name is the agent's with this behind it. */
    String newAccount(String suffix) {
        String account = agent + suffix;
        undo.add("userdel", account);
        Run.of("useradd", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", account)
                .mustSucceed();
        return account;
    }

    private void newNamespace(String name) {
        undo.add("ip", "netns", "del", name);
        Run.of("ip", "netns", "add", name).mustSucceed();
        ip(name, "link", "set", "lo", "up");
    }

    private void connect() {
        Run.of(
                        "ip", "link", "add", "wire0", "netns", machine, "type", "veth", "peer", "name", "wire1",
                        "netns", internet)
                .mustSucceed();
        address(machine, "wire0", MACHINE_4 + "/24", MACHINE_6 + "/64");
        address(internet, "wire1", INTERNET_4 + "/24", INTERNET_6 + "/64");
        ip(machine, "route", "add", "default", "via", INTERNET_4);
        ip(machine, "-6", "route", "add", "default", "via", INTERNET_6);
    }

    private static void address(String namespace, String wire, String four, String six) {
        ip(namespace, "addr", "add", four, "dev", wire);
        ip(namespace, "-6", "addr", "add", six, "dev", wire, "nodad");
        ip(namespace, "link", "set", wire, "up");
    }

    private static void ip(String namespace, String... arguments) {
        Run.of(Run.join(List.of("ip", "-n", namespace), arguments).toArray(String[]::new))
                .mustSucceed();
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        undo.close();
    }
}
