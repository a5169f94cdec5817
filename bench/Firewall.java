import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.platform.linux.LinuxPlatform;
import dev.fishnet.storage.LocalFileChanges;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Measures inside the namespace that {@code bench/firewall} makes. */
class Firewall {
    private static final LinuxPlatform PLATFORM = new LinuxPlatform();
    private static final List<FirewallBackend> BACKENDS = List.of(FirewallBackend.IPTABLES, FirewallBackend.NFTABLES);
    private static final List<Integer> SIZES = List.of(0, 1, 1000);
    private static final int ROUNDS = 7;
    private static final int PACKETS = 100_000;

    /** Strides of 65,536 touch, and become one range; wider ones stay a thousand. */
    private enum Layout {
        ADJACENT(65_536),
        APART(65_600);

        private final long stride;

        Layout(long stride) {
            this.stride = stride;
        }
    }

    public static void main(String[] arguments) throws Exception {
        String launcher = arguments[0];
        System.out.printf("%s, %s, Linux %s, %d processors, load %s%n%n", LocalDate.now(), processor(),
                System.getProperty("os.version"), Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
        System.out.println("| back end | subordinate uids | plan and apply 1,000 agents | of that, the tools | one more, whole command |");
        System.out.println("|---|---|---|---|---|");
        for (FirewallBackend backend : BACKENDS) {
            for (Layout layout : Layout.values()) {
                apply(backend, layout, launcher);
            }
        }
        System.out.println("\n| back end | subordinate uids | agents | a loopback datagram of another user | ratio |\n|---|---|---|---|---|");
        for (FirewallBackend backend : BACKENDS) {
            for (Layout layout : Layout.values()) {
                cost(backend, layout);
            }
        }
    }

    private static void apply(FirewallBackend backend, Layout layout, String launcher) throws Exception {
        long[] whole = new long[3];
        long[] tools = new long[3];
        for (int round = 0; round < whole.length; round++) {
            clear();
            long start = System.nanoTime();
            ChangePlan plan = PLATFORM.firewall(backend).enable(lockdown(1000, layout));
            long planned = System.nanoTime();
            run(plan);
            whole[round] = System.nanoTime() - start;
            tools[round] = System.nanoTime() - planned;
        }
        long start = System.nanoTime();
        Process more = new ProcessBuilder(launcher, "firewall", "enable", "--agent-user", "games", "--backend",
                backend.word(), "--apply").redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int exit = more.waitFor();
        System.out.printf("| %s | %s | %d ms | %d ms | %d ms%s |%n", backend.word(), layout.name().toLowerCase(),
                middle(whole) / 1_000_000, middle(tools) / 1_000_000, (System.nanoTime() - start) / 1_000_000,
                exit == 0 ? "" : " (failed)");
        clear();
    }

    /** Every size in every round, so that what else the machine does meets all of them. */
    private static void cost(FirewallBackend backend, Layout layout) throws Exception {
        Map<Integer, long[]> nanos = new TreeMap<>();
        SIZES.forEach(size -> nanos.put(size, new long[ROUNDS]));
        for (int round = 0; round < ROUNDS; round++) {
            for (int size : SIZES) {
                clear();
                if (size > 0) {
                    run(PLATFORM.firewall(backend).enable(lockdown(size, layout)));
                }
                send(PACKETS / 10);
                nanos.get(size)[round] = send(PACKETS);
            }
        }
        clear();
        double without = middle(nanos.get(0));
        nanos.forEach((size, times) -> System.out.printf("| %s | %s | %d | %d ns | %.2f |%n", backend.word(),
                layout.name().toLowerCase(), size, middle(times), middle(times) / without));
    }

    private static long send(int packets) throws Exception {
        try (DatagramChannel to = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                DatagramChannel from = DatagramChannel.open().connect(to.getLocalAddress())) {
            to.configureBlocking(false);
            ByteBuffer packet = ByteBuffer.allocateDirect(64);
            ByteBuffer taken = ByteBuffer.allocateDirect(64);
            long start = System.nanoTime();
            for (int i = 0; i < packets; i++) {
                from.write(packet.clear());
                to.receive(taken.clear());
            }
            return (System.nanoTime() - start) / packets;
        }
    }

    private static Lockdown lockdown(int agents, Layout layout) {
        return new Lockdown(IntStream.range(0, agents).mapToObj(i -> agent(i, layout)).toList());
    }

    private static LockedAgent agent(int number, Layout layout) {
        long first = 1_000_000 + number * layout.stride;
        Range range = new Range(first, first + 65_535);
        return LockedAgent.standard(new AgentUser(new UserName("bench" + number), 300_000 + 2L * number,
                new SubordinateIds(List.of(range))));
    }

    /** The namespace is ours alone, so nothing in it has to be spared. */
    private static void clear() throws Exception {
        new ProcessBuilder("nft", "flush", "ruleset").inheritIO().start().waitFor();
    }

    private static String processor() throws Exception {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static void run(ChangePlan plan) throws Exception {
        new PlanRunner(PLATFORM.processes(), new LocalFileChanges()).apply(plan);
    }

    private static long middle(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
