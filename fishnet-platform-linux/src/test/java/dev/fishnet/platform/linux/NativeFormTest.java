package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What systemd is given to load and to list, given to the real programs. */
@Tag("S-27")
class NativeFormTest {
    private static final int HANDFUL = 4;
    private static final AgentUser CODER = new AgentUser(
            new UserName("coder"), 61_001, new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))));
    private static final AgentUser TESTER = new AgentUser(new UserName("tester"), 61_002, SubordinateIds.NONE);
    private static final Lockdown MIXED =
            new Lockdown(List.of(LockedAgent.standard(CODER), strict(TESTER, 3777, 5432)));

    enum BackEnd {
        IPTABLES,
        NFTABLES;

        PacketFilter on(Host host) {
            return switch (this) {
                case IPTABLES -> new IptablesFilter(host, () -> true);
                case NFTABLES -> new NftFilter(host);
            };
        }

        List<String> checkOnly(NativeForm.Load load) {
            List<String> argv = new ArrayList<>(load.argv());
            argv.add(1, this == IPTABLES ? "--test" : "-c");
            return argv;
        }
    }

    /** What may be loaded when the machine's own copy is loaded over it. */
    enum Before {
        NOTHING(Optional.empty()),
        THE_SAME(Optional.of(MIXED)),
        LESS(Optional.of(lockdown(CODER))),
        MORE(Optional.of(MIXED.with(lockdown(new AgentUser(new UserName("gone"), 61_003, SubordinateIds.NONE))))),
        OTHER_MODES(Optional.of(new Lockdown(List.of(strict(CODER, 3777, 9000), LockedAgent.standard(TESTER)))));

        private final Optional<Lockdown> lockdown;

        Before(Optional<Lockdown> lockdown) {
            this.lockdown = lockdown;
        }
    }

    static Stream<Arguments> everyPair() {
        return Stream.of(BackEnd.values())
                .flatMap(backEnd -> Stream.of(Before.values()).map(before -> Arguments.of(backEnd, before)));
    }

    static Stream<Arguments> everyPairWithNothingElseLoaded() {
        return everyPair()
                .filter(pair -> !List.of(Before.MORE, Before.OTHER_MODES)
                        .contains(List.of(pair.get()).getLast()));
    }

    @TempDir
    Path folder;

    private Host host;

    @BeforeEach
    void open() {
        host = Host.create();
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        }
    }

    /** As the boot's unit does it. */
    private void load(NativeForm form) throws IOException {
        for (NativeForm.Load load : form.loads()) {
            load.before().forEach(argv -> host.ask(argv.toArray(String[]::new)));
            assertEquals(new ProcessOutcome(0, "", ""), run(load.argv(), load));
        }
    }

    private ProcessOutcome run(List<String> argv, NativeForm.Load load) throws IOException {
        Path file = Files.writeString(folder.resolve(load.name()), load.text());
        return host.ask(Stream.concat(argv.stream(), Stream.of(file.toString())).toArray(String[]::new));
    }

    private String list(NativeForm form) {
        return form.listing().stream()
                .map(argv -> host.ask(argv.toArray(String[]::new)).output())
                .collect(Collectors.joining());
    }

    private FirewallState loaded(BackEnd backEnd) throws FishnetException {
        return Firewalls.of(host, backEnd.on(host)).inspect();
    }

    private void prepare(BackEnd backEnd, Optional<Lockdown> before) throws FishnetException {
        if (before.isPresent()) {
            new PlanRunner(host, new InMemoryFiles())
                    .apply(Firewalls.of(host, backEnd.on(host)).enable(before.get()));
        }
    }

    @ParameterizedTest
    @MethodSource("everyPairWithNothingElseLoaded")
    void loadingLeavesExactlyTheLockdown(BackEnd backEnd, Before before) throws Exception {
        host.require("iptables", "-A", "OUTPUT", "-m", "comment", "--comment", "foreign", "-j", "ACCEPT");
        NativeForm form = backEnd.on(host).nativeForm(MIXED);
        prepare(backEnd, before.lockdown);

        load(form);
        assertEquals(new FirewallState.Enforced(MIXED), loaded(backEnd));
        load(form);
        assertEquals(new FirewallState.Enforced(MIXED), loaded(backEnd));

        assertTrue(host.rules().contains("-A OUTPUT -m comment --comment foreign -j ACCEPT\n"));
    }

    /** What another lockdown leaves behind refuses more, never less, and the repair takes it away. */
    @ParameterizedTest
    @MethodSource("everyPair")
    void loadingOverAnotherLockdownLacksNothing(BackEnd backEnd, Before before) throws Exception {
        prepare(backEnd, before.lockdown);
        load(backEnd.on(host).nativeForm(MIXED));

        LoadedLockdown loaded = backEnd.on(host).read().orElseThrow();
        List<String> missing = loaded.differencesFrom(MIXED).stream()
                .filter(line -> !line.contains(" also"))
                .toList();
        assertEquals(List.of(), missing);

        new PlanRunner(host, new InMemoryFiles()).apply(new ChangePlan("Repair", loaded.changesTo(Optional.of(MIXED))));
        assertEquals(new FirewallState.Enforced(MIXED), loaded(backEnd));
    }

    @ParameterizedTest
    @EnumSource
    void theProgramsHaveNothingToSayAgainstTheFiles(BackEnd backEnd) throws IOException {
        for (NativeForm.Load load : backEnd.on(host).nativeForm(MIXED).loads()) {
            assertEquals(new ProcessOutcome(0, "", ""), run(backEnd.checkOnly(load), load));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theListingChangesWithTheRulesAndNotWithPackets(BackEnd backEnd) throws IOException, FishnetException {
        NativeForm form = backEnd.on(host).nativeForm(MIXED);
        load(form);
        String expected = list(form);
        host.ask("setpriv", "--reuid", "61001", "--clear-groups", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/53");
        assertEquals(expected, list(form));

        prepare(backEnd, Optional.of(lockdown(new AgentUser(new UserName("new"), 61_009, SubordinateIds.NONE))));
        assertNotEquals(expected, list(form));
    }

    @ParameterizedTest
    @EnumSource
    void theListingNoticesEveryRuleThatIsLost(BackEnd backEnd) throws IOException {
        NativeForm form = backEnd.on(host).nativeForm(MIXED);
        List<List<String>> losses = backEnd == BackEnd.NFTABLES
                ? List.of(List.of("nft", "delete table inet fishnet"), List.of("nft", "flush table inet fishnet"))
                : List.of(
                        List.of("iptables", "-F", "OUTPUT"),
                        List.of("ip6tables", "-I", "OUTPUT", "-j", "ACCEPT"),
                        List.of("iptables", "-F", "FISHNET-DENY"),
                        List.of("ip6tables", "-t", "mangle", "-F", "FISHNET-POST"),
                        List.of("iptables", "-t", "mangle", "-I", "POSTROUTING", "-j", "ACCEPT"));
        for (List<String> loss : losses) {
            load(form);
            String expected = list(form);
            host.require(loss.toArray(String[]::new));
            assertNotEquals(expected, list(form), loss::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThousandAgentsAreListedWithAHandfulOfCommands(BackEnd backEnd) throws IOException, FishnetException {
        Lockdown thousand = new Lockdown(LongStream.range(0, 1000)
                .mapToObj(number -> LockedAgent.standard(
                        new AgentUser(new UserName("agent" + number), 61_000 + 2 * number, SubordinateIds.NONE)))
                .toList());
        NativeForm form = backEnd.on(host).nativeForm(thousand);

        load(form);

        assertTrue(form.listing().size() <= HANDFUL, form.listing()::toString);
        assertEquals(new FirewallState.Enforced(thousand), loaded(backEnd));
    }
}
