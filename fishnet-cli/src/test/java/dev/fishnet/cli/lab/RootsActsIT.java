package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Act;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.linux.LinuxPlatform;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.BooksDriver;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.user.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Root changes the firewall while the gateway, which is another account's, writes into the same log. */
@Timeout(120)
@Tag("S-62")
class RootsActsIT {
    private static final FileOwner GATEWAY = new FileOwner(61_437, 61_438);
    private static final Act GATEWAYS =
            new Act(Instant.EPOCH, Action.SERVICE_STARTED, OptionalLong.of(GATEWAY.uid()), "", "");

    private static World world;
    private static Path launcher;
    private static Path data;

    @BeforeAll
    static void build() throws IOException, FishnetException {
        Requirements.rootOnLinux();
        Requirements.tools("ip", "iptables", "ip6tables", "useradd");
        launcher = Requirements.launcher();
        // Whoever the gateway's account is, it may not be able to read the jars.
        BooksDriver.load();
        world = new World();
        data = world.folder("rwx------");
        Files.setAttribute(data, "unix:gid", (int) GATEWAY.gid());
        Files.setAttribute(data, "unix:uid", (int) GATEWAY.uid());
    }

    @AfterAll
    static void remove() {
        if (world != null) {
            world.close();
        }
    }

    private static Run firewall(String verb) {
        List<String> argv = Run.join(
                world.onMachine(), launcher.toString(), "firewall", verb, "--agent-user", world.agent(), "--apply");
        return Run.of(argv, Map.of("FISHNET_DATA_DIR", data.toString(), "SUDO_UID", "1000"));
    }

    @Test
    void theyAreInTheLogBetweenTheGatewaysEntriesAndLeaveNothingOfRoots() throws Exception {
        long gateways;
        try (SqliteBooks books =
                        new LinuxPlatform().acting().as(GATEWAY, () -> SqliteBooks.open(SqliteBooks.in(data)));
                Gateways writing = Gateways.begin(books)) {
            firewall("enable").mustSucceed();
            firewall("disable").mustSucceed();
            gateways = writing.end();
        }

        List<Act> roots = new ArrayList<>();
        assertEquals(gateways, wholeLog(roots));
        assertEquals(List.of(Action.FIREWALL_ENABLED, Action.FIREWALL_DISABLED), actions(roots));
        assertTrue(roots.getFirst().detail().endsWith(", standard; sudo by uid 1000"), roots::toString);
        assertNothingOfRoots();
    }

    private static List<Action> actions(List<Act> acts) {
        return acts.stream().map(Act::action).toList();
    }

    /** Adds what root did, and returns how many entries are the gateway's; none is missing and the tree is right. */
    private static long wholeLog(List<Act> roots) throws FishnetException {
        List<Act> gateways = new ArrayList<>();
        List<LogHash> leaves = new ArrayList<>();
        try (AuditReader reader = AuditReader.open(SqliteBooks.in(data))) {
            reader.entries(0, (index, text, leaf) -> {
                assertEquals(leaves.size(), index);
                leaves.add(LogHash.ofLeaf(text));
                if (EntryReader.read(text).entry() instanceof Act act) {
                    (act.uid().getAsLong() == 0 ? roots : gateways).add(act);
                }
                return true;
            });
            MerkleTree tree = MerkleTree.of(0, List.of());
            leaves.forEach(leaf -> tree.add(leaf, (level, index, hash) -> {}));
            assertEquals(tree.head(), reader.head());
        }
        return gateways.size();
    }

    private static void assertNothingOfRoots() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.toList()) {
                assertEquals(
                        (int) GATEWAY.uid(),
                        Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS),
                        each::toString);
                assertEquals(
                        (int) GATEWAY.gid(),
                        Files.getAttribute(each, "unix:gid", LinkOption.NOFOLLOW_LINKS),
                        each::toString);
            }
        }
    }

    /** One entry after the other, as fast as they are written. */
    private record Gateways(Thread thread, AtomicBoolean ending, List<Long> indexes) implements AutoCloseable {
        static Gateways begin(SqliteBooks books) {
            books.appendSynced(new AuditEntry.Opened(Instant.EPOCH, "dev.fishnet/log/0123456789abcdef", "key"))
                    .toCompletableFuture()
                    .join();
            AtomicBoolean ending = new AtomicBoolean();
            List<Long> indexes = new ArrayList<>();
            Thread thread = Thread.ofPlatform().start(() -> {
                while (!ending.get()) {
                    indexes.add(books.append(GATEWAYS).toCompletableFuture().join());
                }
            });
            return new Gateways(thread, ending, indexes);
        }

        /** How many there are. */
        long end() {
            close();
            return indexes.size();
        }

        @Override
        public void close() {
            ending.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
