package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The units as reviewed, and what systemd itself thinks of them; a booted machine shows what they do. */
@Tag("S-27")
class FirewallUnitsTest {
    private static final String FOLDER = "/etc/fishnet/firewall";
    private static final String JVM = "/usr/lib/jvm/x";
    private static final String IMAGE = "/usr/lib/fishnet";

    /**
     * They have to have the network's capabilities, the older iptables loads modules, and the repair becomes the
     * gateway's account to write into its log.
     */
    private static final double WORST_EXPOSURE = 2.9;

    /** Both kinds of agent, so that every kind of rule and chain is in the listing. */
    private static final Lockdown LOCKDOWN = new Lockdown(List.of(
            LockedAgent.standard(new AgentUser(new UserName("coder"), 1001, SubordinateIds.NONE)),
            strict(new AgentUser(new UserName("tester"), 1002, SubordinateIds.NONE), 3777, 5432)));

    enum BackEnd {
        IPTABLES,
        NFTABLES;

        NativeForm form() {
            return switch (this) {
                case IPTABLES -> NativeIptables.of(LOCKDOWN, Place.of(List.of(IpFamily.values())));
                case NFTABLES -> new NftFilter(programs()).nativeForm(LOCKDOWN);
            };
        }
    }

    @TempDir
    Path folder;

    private static LinuxProcesses programs() {
        return new LinuxProcesses(Duration.ofSeconds(60));
    }

    private static Map<String, String> units(NativeForm form, String java) throws FishnetException {
        return new TreeMap<>(Map.of(
                FirewallUnits.BOOT, FirewallUnits.boot(form, FOLDER),
                FirewallUnits.HOLD, FirewallUnits.hold(FOLDER),
                FirewallUnits.WATCH, FirewallUnits.watch(form),
                FirewallUnits.RECORD, FirewallUnits.record(form),
                FirewallUnits.TIMER, FirewallUnits.timer(),
                FirewallUnits.HEAL, FirewallUnits.heal(java, IMAGE)));
    }

    @ParameterizedTest
    @EnumSource
    void everyUnitIsAsReviewed(BackEnd backEnd) throws FishnetException {
        Map<String, String> units = units(backEnd.form(), JVM);
        StringBuilder whole = new StringBuilder();
        units.forEach((name, text) ->
                whole.append("### ").append(name).append('\n').append(text).append('\n'));

        Golden.assertMatches("systemd/firewall-" + backEnd.name().toLowerCase(Locale.ROOT) + ".txt", whole.toString());
    }

    @Test
    void theRulesAreLoadedBeforeAnyInterfaceIsUp() {
        String unit = FirewallUnits.boot(BackEnd.NFTABLES.form(), FOLDER);

        assertTrue(unit.contains("\nDefaultDependencies=no\n"));
        assertTrue(unit.contains("\nBefore=network-pre.target\n"));
        assertTrue(unit.contains("\nWantedBy=sysinit.target\n"));
    }

    @ParameterizedTest
    @EnumSource
    void theAgentsAreHeldUntilTheWatchHasSeenTheirRules(BackEnd backEnd) {
        String boot = FirewallUnits.boot(backEnd.form(), FOLDER);

        assertTrue(FirewallUnits.hold(FOLDER).contains("\nExecStart=-ip -4 -force -batch " + FOLDER + "/hold\n"));
        assertTrue(boot.contains(" fishnet-firewall-hold.service\n"), boot);
        assertFalse(boot.contains("rule flush"), boot);
    }

    /** The release is the last command, and a command that fails ends the unit. */
    @ParameterizedTest
    @EnumSource
    void whatIsNotAsItWasProvenReleasesNobody(BackEnd backEnd) {
        List<String> commands = FirewallUnits.watch(backEnd.form())
                .lines()
                .filter(line -> line.startsWith("ExecStart="))
                .toList();
        int compared = commands.indexOf("ExecStart=cmp -s /run/fishnet-firewall/loaded /run/fishnet-firewall/expected");
        int proven = commands.indexOf("ExecStart=test -e /run/fishnet-firewall/proven");
        int released = commands.indexOf("ExecStart=-ip -4 rule flush pref 3777 protocol 137");

        assertTrue(compared >= 0 && compared < proven && proven < released, commands::toString);
    }

    /** A minus before the load would let the release run after one that failed. */
    @ParameterizedTest
    @EnumSource
    void aLoadThatFailsReleasesNobody(BackEnd backEnd) {
        List<String> loads = FirewallUnits.boot(backEnd.form(), FOLDER)
                .lines()
                .filter(line -> line.startsWith("ExecStart=") && line.contains(FOLDER))
                .toList();

        assertEquals(backEnd.form().loads().size(), loads.size());
        assertFalse(loads.stream().anyMatch(line -> line.startsWith("ExecStart=-")), loads::toString);
    }

    @Test
    void onlyTheRepairRunsTheProgramOfOurs() throws FishnetException {
        units(BackEnd.IPTABLES.form(), JVM)
                .forEach((name, text) -> assertEquals(name.equals(FirewallUnits.HEAL), text.contains(IMAGE), name));
    }

    @ParameterizedTest
    @EnumSource
    void systemdHasNothingToSayAgainstThem(BackEnd backEnd) throws FishnetException, IOException {
        assertEquals(new ProcessOutcome(0, "", ""), analyze(backEnd, "verify", "--man=no"));
    }

    @ParameterizedTest
    @EnumSource
    void systemdFindsLittleExposed(BackEnd backEnd) throws FishnetException, IOException {
        String said = analyze(backEnd, "security", "--offline=true").output();

        Matcher figures =
                Pattern.compile("Overall exposure level for (\\S+): ([0-9.]+) ").matcher(said);
        List<String> services = new ArrayList<>();
        while (figures.find()) {
            services.add(figures.group(1));
            assertTrue(Double.parseDouble(figures.group(2)) <= WORST_EXPOSURE, figures.group());
        }
        assertEquals(5, services.size(), said);
    }

    private ProcessOutcome analyze(BackEnd backEnd, String verb, String option) throws FishnetException, IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
        List<String> paths = new ArrayList<>();
        for (Map.Entry<String, String> unit :
                units(backEnd.form(), System.getProperty("java.home")).entrySet()) {
            Path path = Files.writeString(folder.resolve(unit.getKey()), unit.getValue());
            if (!verb.equals("security") || unit.getKey().endsWith(".service")) {
                paths.add(path.toString());
            }
        }
        return programs()
                .run(Command.of(Stream.concat(Stream.of("systemd-analyze", verb, option), paths.stream())
                        .toArray(String[]::new)));
    }
}
