package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.plan.Step;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceState;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.testkit.ServiceManagerPortContract;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchdServiceManagerTest implements ServiceManagerPortContract {
    private static final String JAVA = "/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home";
    private static final ServiceDefinition FISHNET = new ServiceDefinition(
            "/usr/local/lib/fishnet",
            List.of("/Users/ada/fishnet/fishnet-cli.jar", "/Users/ada/fishnet/lib/jna.jar"),
            JAVA,
            new UserName("_fishnet"),
            "/Library/Application Support/Fishnet");

    private final InMemoryFiles files = new InMemoryFiles();
    private final PretendDisk disk = new PretendDisk();
    private final PretendLaunchd launchd = new PretendLaunchd(files);
    private final ScriptedProcesses processes = launchd.answering(disk.answering(new ScriptedProcesses()));
    private final LaunchdServiceManager services = new LaunchdServiceManager(processes, files::read, disk);

    LaunchdServiceManagerTest() {
        List.of(
                        "/Library/Java",
                        "/Library/Java/JavaVirtualMachines",
                        "/Library/Java/JavaVirtualMachines/temurin-25.jdk",
                        "/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents",
                        JAVA,
                        JAVA + "/bin",
                        JAVA + "/lib")
                .forEach(directory -> disk.directory(directory, 0, 0, 0755));
        disk.file(JAVA + "/bin/java", 0, 0755, "java").file(JAVA + "/lib/libjvm.dylib", 0, 0755, "jvm");
        FISHNET.sources().forEach(jar -> disk.file(jar, 501, 0644, "bytes of " + jar));
    }

    @Override
    public LaunchdServiceManager services() {
        return services;
    }

    @Override
    public PlanRunner runner() {
        return new PlanRunner(processes, files);
    }

    @Override
    public ServiceDefinition definition() {
        return FISHNET;
    }

    private void apply(ChangePlan plan) throws FishnetException {
        runner().apply(plan);
    }

    private static String script(ChangePlan plan) {
        return String.join("\n", ShellScript.render(plan)) + "\n";
    }

    private String state() {
        return disk.toString() + files.all() + launchd;
    }

    @Test
    @Tag("S-19")
    void installingCopiesTheProgramAwayFromWhoBuiltItAndStartsIt() throws FishnetException {
        ChangePlan plan = services.install(FISHNET);

        assertTrue(script(plan).contains("install -o root -g wheel -m 0644 /Users/ada/fishnet/fishnet-cli.jar"));
        Golden.assertMatches("launchd/install.sh", script(plan));
        apply(plan);
        assertEquals(new ServiceState.Installed(true, true, OptionalLong.of(912)), services.inspect());
    }

    @Test
    void nobodyBelowRootCanChangeWhatWasInstalled() throws FishnetException {
        apply(services.install(FISHNET));

        assertTrue(new RootsAlone(disk).weakSpot("/usr/local/lib/fishnet").isEmpty());
        assertEquals(2, disk.in("/usr/local/lib/fishnet/lib").size());
    }

    @Test
    void aSecondInstallHasNothingToDo() throws FishnetException {
        apply(services.install(FISHNET));

        assertEquals(List.of(), services.install(FISHNET).steps());
    }

    @Test
    @Tag("S-23")
    void whereverAnInstallIsInterruptedASecondRunCompletesIt() throws FishnetException {
        int steps = services.install(FISHNET).steps().size();
        for (int done = 0; done < steps; done++) {
            LaunchdServiceManagerTest fresh = new LaunchdServiceManagerTest();
            fresh.apply(new ChangePlan(
                    "cut off", fresh.services.install(FISHNET).steps().subList(0, done)));

            fresh.apply(fresh.services.install(FISHNET));

            assertEquals(List.of(), fresh.services.install(FISHNET).steps(), "cut off after " + done);
            assertInstanceOf(ServiceState.Installed.class, fresh.services.inspect(), "cut off after " + done);
        }
    }

    @Test
    @Tag("S-23")
    void whicheverStepFailsEverythingIsAsBefore() throws FishnetException {
        for (Step step : services.install(FISHNET).steps()) {
            if (step instanceof Step.Run run) {
                LaunchdServiceManagerTest fresh = new LaunchdServiceManagerTest();
                String before = fresh.state();
                ChangePlan plan = fresh.services.install(FISHNET);
                fresh.processes.fail(1, "no\n", run.command().argv().toArray(String[]::new));

                assertThrows(FishnetException.class, () -> fresh.apply(plan));

                assertEquals(before, fresh.state().replaceAll(", Place\\[path=/usr/local/lib, [^]]*]", ""));
            }
        }
    }

    @Test
    void anUpgradeReplacesTheProgramAndRestartsIt() throws FishnetException {
        apply(services.install(FISHNET));
        disk.file(FISHNET.sources().getFirst(), 501, 0644, "newer bytes");

        ChangePlan plan = services.install(FISHNET);

        assertTrue(script(plan).contains("launchctl kickstart -k system/dev.fishnet.local"));
        Golden.assertMatches("launchd/upgrade.sh", script(plan));
        apply(plan);
        assertEquals(List.of(), services.install(FISHNET).steps());
        assertEquals(new ServiceState.Installed(true, true, OptionalLong.of(913)), services.inspect());
    }

    @Test
    void aPlistThatWasChangedIsReplacedWhileTheJobIsAway() throws FishnetException {
        apply(services.install(FISHNET));
        Step.WriteFile plist = files.read(LaunchdPlist.FILE).orElseThrow();
        files.write(new Step.WriteFile(plist.path(), plist.content().replace("_fishnet", "root"), plist.mode()));

        ChangePlan plan = services.install(FISHNET);

        Golden.assertMatches("launchd/reinstall.sh", script(plan));
        apply(plan);
        assertEquals(List.of(), services.install(FISHNET).steps());
    }

    @Test
    void aServiceThatWasDisabledIsEnabledBeforeItIsLoaded() throws FishnetException {
        launchd.disable();

        ChangePlan plan = services.install(FISHNET);

        assertTrue(script(plan).indexOf("enable") < script(plan).indexOf("bootstrap"), "else launchd refuses it");
        apply(plan);
        assertEquals(new ServiceState.Installed(true, true, OptionalLong.of(912)), services.inspect());
    }

    @ParameterizedTest
    @CsvSource({
        "/Library/Java/JavaVirtualMachines, 0, 775",
        "/Library/Java/JavaVirtualMachines, 501, 755",
        "/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home, 0, 777",
        "/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home/lib, 501, 755",
        "/usr/local, 501, 755",
    })
    @Tag("S-19")
    void aPlaceThatSomebodyElseCouldWriteIsRefused(String path, long uid, String mode) {
        disk.directory(path, uid, 0, Integer.parseInt(mode, 8));

        FishnetException refused = assertThrows(FishnetException.class, () -> services.install(FISHNET));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("at " + path), refused.getMessage());
    }

    @Test
    @Tag("S-19")
    void aRuntimeThatIsALinkCountsByWhereItLeads() {
        disk.directory("/opt", 0, 0, 0755).directory("/opt/jdk", 501, 20, 0755).link("/Library/java-home", "/opt/jdk");
        ServiceDefinition linked = new ServiceDefinition(
                FISHNET.image(), FISHNET.sources(), "/Library/java-home", FISHNET.user(), FISHNET.dataDirectory());

        FishnetException refused = assertThrows(FishnetException.class, () -> services.install(linked));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("at /opt/jdk"), refused.getMessage());
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        ServiceDefinition twice = new ServiceDefinition(
                FISHNET.image(), List.of("/a/x.jar", "/b/x.jar"), JAVA, FISHNET.user(), FISHNET.dataDirectory());

        assertThrows(FishnetException.class, () -> services.install(twice));
    }

    @Test
    void uninstallingLeavesNothingOfOurs() throws FishnetException {
        String before = state();
        apply(services.install(FISHNET));

        ChangePlan plan = services.uninstall();

        assertFalse(script(plan).contains("Application Support"), "the data stays");
        Golden.assertMatches("launchd/uninstall.sh", script(plan));
        apply(plan);
        assertEquals(before, state().replaceAll(", Place\\[path=/usr/local/lib, [^]]*]", ""));
        assertEquals(new ServiceState.NotInstalled(), services.inspect());
        assertEquals(List.of(), services.uninstall().steps());
    }

    @Test
    void stoppedItStaysStoppedUntilItIsStartedOrTheMachineBoots() throws FishnetException {
        apply(services.install(FISHNET));

        ChangePlan plan = services.stop();
        apply(plan);

        Golden.assertMatches("launchd/stop.sh", script(plan));
        assertEquals(new ServiceState.Installed(true, false, OptionalLong.empty()), services.inspect());
        assertEquals(List.of(), services.stop().steps());
        launchd.reboot();
        assertTrue(launchd.isLoaded(), "what is stopped today is wanted tomorrow");
    }

    @Test
    void itSaysHowToStartAgain() {
        assertEquals(
                "sudo launchctl bootstrap system /Library/LaunchDaemons/dev.fishnet.local.plist",
                services.startCommand());
    }

    @Test
    @Tag("S-22")
    void aDaemonThatEndedIsInstalledButNotRunning() throws FishnetException {
        apply(services.install(FISHNET));
        launchd.daemonEnds();

        assertEquals(new ServiceState.Installed(true, false, OptionalLong.empty()), services.inspect());
        apply(services.install(FISHNET));
        assertEquals(new ServiceState.Installed(true, true, OptionalLong.of(913)), services.inspect());
    }

    @Test
    void launchdThatDoesNotAnswerIsSaidAndNotTakenForAbsent() {
        processes.fail(1, "Could not contact launchd\n", "launchctl", "print");

        assertInstanceOf(ServiceState.Unreadable.class, services.inspect());
        assertThrows(FishnetException.class, services::uninstall);
    }

    @Test
    void onlyTheOutermostStateAndPidCount() {
        assertEquals(new LaunchdJob(true, OptionalLong.of(912)), LaunchdJob.parse(Captured.RUNNING));
        assertEquals(new LaunchdJob(false, OptionalLong.empty()), LaunchdJob.parse(Captured.ENDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "}\n}\n", "state = running\n", "x = {\n\ty = {\n\t\tstate = running\n", "{{{{"})
    void whatIsNoAnswerOfLaunchdsIsNotRunning(String printed) {
        assertFalse(LaunchdJob.parse(printed).running());
    }

    @ParameterizedTest
    @CsvSource({
        "'\t\"dev.fishnet.local\" => disabled', true",
        "'\t\"dev.fishnet.local\" => true', true",
        "'\t\"dev.fishnet.local\" => enabled', false",
        "'\t\"dev.fishnet.local\" => false', false",
        "'\t\"dev.fishnet.localonly\" => disabled', false",
        "'', false",
    })
    void onlyOurOwnEntryDisablesUs(String line, boolean disabled) {
        assertEquals(disabled, Launchctl.isDisabled("disabled services = {\n" + line + "\n}\n", LaunchdPlist.LABEL));
    }
}
