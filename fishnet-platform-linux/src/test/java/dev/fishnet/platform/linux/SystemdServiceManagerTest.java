package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.ServiceManagerPortContract;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans and their interruption on a machine that is only remembered; the real one boots in BootIT. */
class SystemdServiceManagerTest implements ServiceManagerPortContract {
    private static final String JAVA = "/usr/lib/jvm/java-25";
    private static final int MORE_STEPS_THAN_ANY_PLAN = 30;
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final PretendMachine machine = newMachine();

    private static PretendMachine newMachine() {
        return new PretendMachine()
                .account("fishnet:x:990:990::/var/lib/fishnet:/usr/sbin/nologin")
                .rootsFolder("/usr/lib/jvm")
                .rootsFolder(JAVA)
                .rootsFolder(JAVA + "/bin")
                .file(JAVA + "/bin/java", "root", 0755, "java")
                .file("/usr/bin/systemd-creds", "root", 0755, "creds")
                .file("/build/fishnet-cli.jar", "root", 0644, "cli 1")
                .file("/build/jna.jar", "root", 0644, "jna 1")
                .file("/build/sqlite.jar", "root", 0644, "sqlite 1")
                .file("/build/netty.jar", "root", 0644, "netty 1")
                .with("/var/lib/fishnet", new PretendMachine.Node(FileEntry.Kind.FOLDER, "fishnet", 0700, ""))
                .file("/var/lib/fishnet/vault.key", "fishnet", 0600, KEY);
    }

    private static SystemdServiceManager on(PretendMachine machine) {
        return new SystemdServiceManager(machine, machine, "/usr/lib/fishnet");
    }

    @Override
    public ServiceManagerPort services() {
        return on(machine);
    }

    @Override
    public PlanRunner runner() {
        return machine.runner();
    }

    @Override
    public ServiceDefinition definition() {
        return program();
    }

    private static ServiceDefinition program() {
        return new ServiceDefinition(
                "/usr/lib/fishnet",
                List.of("/build/jna.jar", "/build/sqlite.jar", "/build/netty.jar", "/build/fishnet-cli.jar"),
                JAVA,
                new UserName("fishnet"),
                "/var/lib/fishnet");
    }

    private void install() throws FishnetException {
        runner().apply(services().install(program()));
    }

    private static void assertGolden(String name, ChangePlan plan) {
        Golden.assertMatches("systemd/" + name + ".sh", String.join("\n", ShellScript.render(plan)) + "\n");
    }

    @Test
    @Tag("S-16")
    void theFirstInstallationCopiesTheProgramHandsTheKeyOverAndStarts() throws FishnetException {
        assertGolden("install-first", services().install(program()));
    }

    @Test
    void aJarThatChangedIsReplacedWhileTheDaemonIsDown() throws FishnetException {
        install();
        machine.file("/build/fishnet-cli.jar", "root", 0644, "cli 2");

        ChangePlan plan = services().install(program());
        runner().apply(plan);

        assertEquals("cli 2", machine.digest("/usr/lib/fishnet/lib/fishnet-cli.jar"));
        assertFalse(machine.has("/usr/lib/fishnet/lib.old"));
        assertGolden("install-changed-jar", plan);
    }

    @Test
    void aJarThatIsNoPartOfTheProgramAnyMoreGoes() throws FishnetException {
        install();
        machine.file("/usr/lib/fishnet/lib/stale.jar", "root", 0644, "stale");

        install();

        assertFalse(machine.has("/usr/lib/fishnet/lib/stale.jar"));
    }

    @ParameterizedTest
    @Tag("S-19")
    @CsvSource({"990, 0644", "0, 0666", "0, 0664"})
    void aJarThatOthersCouldHaveChangedIsCopiedAgain(String owner, String mode) throws FishnetException {
        install();
        machine.file("/usr/lib/fishnet/lib/jna.jar", owner, Integer.parseInt(mode, 8), "jna 1");

        assertFalse(services().install(program()).isEmpty());
    }

    @Test
    void aNewKeyReplacesTheCredential() throws FishnetException {
        install();
        machine.file("/var/lib/fishnet/vault.key", "fishnet", 0600, KEY.toUpperCase(java.util.Locale.ROOT));

        ChangePlan plan = services().install(program());
        runner().apply(plan);

        assertEquals("sealed 0123456789ABCDEF0123456789ABCDEF", machine.digest("/etc/fishnet/vault-key.cred"));
        assertGolden("install-new-key", plan);
    }

    @Test
    @Tag("S-14")
    void thePlainKeyIsGoneOnceTheDaemonRan() throws FishnetException {
        install();

        assertFalse(machine.has("/var/lib/fishnet/vault.key"));
        assertFalse(machine.has("/etc/fishnet/vault-key.plain"));
        assertEquals(
                0600, machine.look("/etc/fishnet/vault-key.cred").orElseThrow().mode());
    }

    @Test
    void withoutSystemdCredsTheKeyFileStaysAndAnEnvironmentFileMayBeThere() throws FishnetException {
        machine.without("/usr/bin/systemd-creds");
        install();

        assertTrue(machine.has("/var/lib/fishnet/vault.key"));
        assertTrue(services().unitText(program()).contains("\nEnvironmentFile=-/etc/fishnet/env\n"));
        assertFalse(services().unitText(program()).contains("LoadCredential"));
    }

    @Test
    void aLinkIsNoKey() {
        machine.with("/var/lib/fishnet/vault.key", new PretendMachine.Node(FileEntry.Kind.LINK, "fishnet", 0777, KEY));

        FishnetException refused =
                assertThrows(FishnetException.class, () -> services().install(program()));

        assertEquals("/var/lib/fishnet/vault.key is not a file of 32 bytes", refused.getMessage());
    }

    @Test
    void uninstallingLeavesTheDataAlone() throws FishnetException {
        install();
        machine.file("/etc/fishnet/env", "root", 0600, "FISHNET_MASTER_PASSWORD=x");

        ChangePlan plan = services().uninstall();
        runner().apply(plan);

        assertFalse(machine.has("/usr/lib/fishnet")
                || machine.has("/etc/fishnet")
                || machine.has(services().unitPath()));
        assertTrue(machine.has("/var/lib/fishnet"));
        assertGolden("uninstall", plan);
    }

    @Test
    void stoppingIsOneCommand() throws FishnetException {
        install();

        assertEquals(
                List.of("sudo systemctl stop fishnet.service"),
                ShellScript.render(services().stop()));
        assertEquals("Service stop", services().stop().title());
        assertEquals("sudo systemctl start fishnet", services().startCommand());
    }

    @Test
    void aDaemonThatFailedTooOftenMayStartAgain() throws FishnetException {
        install();
        machine.unit().fail();

        assertEquals(
                List.of("sudo systemctl reset-failed fishnet.service", "sudo systemctl start fishnet.service"),
                ShellScript.render(services().install(program())));
    }

    @Test
    void whatRunsButDoesNotStartAtBootIsOnlyEnabled() throws FishnetException {
        install();
        machine.unit().disable();

        assertEquals(
                List.of("sudo systemctl enable fishnet.service"),
                ShellScript.render(services().install(program())));
    }

    @ParameterizedTest
    @Tag("S-19")
    @ValueSource(strings = {"/usr/lib/jvm", JAVA, JAVA + "/bin/java"})
    void aRuntimeThatOthersCouldChangeIsRefused(String path) {
        PretendMachine.Node node = new PretendMachine.Node(FileEntry.Kind.FOLDER, "1000", 0755, "");

        FishnetException refused = assertThrows(
                FishnetException.class, () -> on(newMachine().with(path, node)).install(program()));

        assertEquals(ErrorKind.DENIED, refused.kind());
        assertTrue(refused.getMessage().contains(": " + path + " (uid 1000"), refused.getMessage());
    }

    @Test
    @Tag("S-19")
    void aRuntimeThatItsGroupCouldChangeIsRefused() {
        machine.with(JAVA, new PretendMachine.Node(FileEntry.Kind.FOLDER, "root", 0775, ""));

        assertThrows(FishnetException.class, () -> services().install(program()));
    }

    @Test
    @Tag("S-19")
    void aLinkToARuntimeIsFollowedToWhatItNames() throws FishnetException {
        machine.with("/opt/java", new PretendMachine.Node(FileEntry.Kind.LINK, "1000", 0777, JAVA));
        ServiceDefinition linked = new ServiceDefinition(
                "/usr/lib/fishnet",
                program().sources(),
                "/opt/java",
                program().user(),
                program().dataDirectory());

        assertTrue(services().unitText(linked).contains("ExecStart=" + JAVA + "/bin/java "));
        assertFalse(services().install(linked).isEmpty());
    }

    @Test
    void withoutSystemdNothingIsPlanned() throws FishnetException {
        machine.without("/run/systemd/system");

        FishnetException refused =
                assertThrows(FishnetException.class, () -> services().install(program()));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals(
                "systemd does not run this machine, and Fishnet knows no other service manager here",
                refused.getMessage());
        assertThrows(FishnetException.class, () -> services().uninstall());
        assertThrows(FishnetException.class, () -> services().stop());
        assertEquals(new ServiceState.NotInstalled(), services().inspect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MainPID=1\n", "MainPID=x\nActiveState=active\nUnitFileState=\nNeedDaemonReload=no\n"})
    void anAnswerThatCannotBeUnderstoodIsNotGuessedAt(String output) {
        assertThrows(FishnetException.class, () -> UnitStatus.parse(output));
    }

    @ParameterizedTest
    @CsvSource({"active, true", "activating, true", "reloading, true", "inactive, false", "failed, false"})
    void whatIsOnItsWayUpRuns(String activeState, boolean running) throws FishnetException {
        String output = "MainPID=0\nActiveState=" + activeState + "\nUnitFileState=disabled\nNeedDaemonReload=no\n";

        assertEquals(running, UnitStatus.parse(output).running());
    }

    static IntStream everyStep() {
        return IntStream.range(0, MORE_STEPS_THAN_ANY_PLAN);
    }

    @ParameterizedTest
    @Tag("S-03")
    @Tag("S-23")
    @MethodSource("everyStep")
    void aFirstInstallationThatFailsLeavesTheMachineAsItWas(int step) throws FishnetException {
        String before = machine.state();
        ChangePlan plan = services().install(program());
        machine.troubleAfter(step, false);

        if (step < plan.steps().size()) {
            assertThrows(FishnetException.class, () -> runner().apply(plan));
            assertEquals(before, machine.state());
        }

        assertASecondRunCompletes();
    }

    @ParameterizedTest
    @Tag("S-03")
    @Tag("S-23")
    @MethodSource("everyStep")
    void anUpgradeThatFailsLeavesTheOldDaemonRunning(int step) throws FishnetException {
        upgrade();
        String before = machine.state();
        ChangePlan plan = services().install(program());
        machine.troubleAfter(step, false);

        if (step < plan.steps().size()) {
            assertThrows(FishnetException.class, () -> runner().apply(plan));
            assertEquals(before, machine.state());
        }

        assertASecondRunCompletes();
    }

    @ParameterizedTest
    @Tag("S-23")
    @MethodSource("everyStep")
    void anInstallationThatIsCutOffIsCompletedByASecondRun(int step) throws FishnetException {
        cutOff(services().install(program()), step);

        assertASecondRunCompletes();
    }

    @ParameterizedTest
    @Tag("S-23")
    @MethodSource("everyStep")
    void anUpgradeThatIsCutOffIsCompletedByASecondRun(int step) throws FishnetException {
        upgrade();
        cutOff(services().install(program()), step);

        assertASecondRunCompletes();
    }

    @ParameterizedTest
    @Tag("S-23")
    @MethodSource("everyStep")
    void anUninstallationThatIsCutOffIsCompletedByASecondRun(int step) throws FishnetException {
        install();
        cutOff(services().uninstall(), step);

        machine.noTrouble();
        runner().apply(services().uninstall());

        assertFalse(machine.has("/usr/lib/fishnet") || machine.has("/etc/fishnet"));
        assertInstanceOf(ServiceState.NotInstalled.class, services().inspect());
    }

    private void upgrade() throws FishnetException {
        install();
        machine.file("/build/fishnet-cli.jar", "root", 0644, "cli 2")
                .file("/var/lib/fishnet/vault.key", "fishnet", 0600, KEY)
                .file(services().unitPath(), "root", 0644, "an older unit");
        machine.unit().run(List.of("systemctl", "daemon-reload"));
    }

    private void cutOff(ChangePlan plan, int step) throws FishnetException {
        machine.troubleAfter(step, true);
        if (step < plan.steps().size()) {
            assertThrows(PretendMachine.PowerCut.class, () -> runner().apply(plan));
        }
    }

    private void assertASecondRunCompletes() throws FishnetException {
        machine.noTrouble();
        runner().apply(services().install(program()));

        assertTrue(services().install(program()).isEmpty());
        assertTrue(assertInstanceOf(ServiceState.Installed.class, services().inspect())
                .running());
        assertEquals("sealed " + KEY, machine.digest("/etc/fishnet/vault-key.cred"));
        assertEquals(machine.digest("/build/fishnet-cli.jar"), machine.digest("/usr/lib/fishnet/lib/fishnet-cli.jar"));
        assertFalse(machine.has("/usr/lib/fishnet/lib.new") || machine.has("/etc/fishnet/vault-key.plain"));
        assertFalse(machine.has("/usr/lib/fishnet/lib.old") || machine.has("/etc/fishnet/vault-key.cred.old"));
    }
}
