package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.user.UserName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service of a program that a package has put in place, on a machine that is only remembered. */
class PackagedProgramTest {
    private static final String IMAGE = "/usr/lib/fishnet";
    private static final String JAR = IMAGE + "/lib/fishnet.jar";

    private final PretendMachine machine = new PretendMachine()
            .account("fishnet:x:990:990::/var/lib/fishnet:/usr/sbin/nologin")
            .rootsFolder(IMAGE)
            .rootsFolder(IMAGE + "/lib")
            .rootsFolder(IMAGE + "/runtime")
            .rootsFolder(IMAGE + "/runtime/bin")
            .file(IMAGE + "/runtime/bin/java", "root", 0755, "java")
            .file(JAR, "root", 0644, "all of it")
            .file(IMAGE + "/lib/libjnidispatch.so", "root", 0644, "native")
            .file("/build/fishnet-cli.jar", "root", 0644, "another one")
            .file("/usr/bin/systemd-creds", "root", 0755, "creds")
            .with("/var/lib/fishnet", new PretendMachine.Node(FileEntry.Kind.FOLDER, "fishnet", 0700, ""));
    private final SystemdServiceManager services = new SystemdServiceManager(machine, machine, IMAGE);

    private static ServiceDefinition program(String jar) {
        return new ServiceDefinition(
                IMAGE, List.of(jar), IMAGE + "/runtime", new UserName("fishnet"), "/var/lib/fishnet");
    }

    @Test
    void theServiceRunsWhatThePackageBroughtAndNothingIsCopied() throws FishnetException {
        List<String> commands = ShellScript.render(services.install(program(JAR)));

        assertTrue(commands.stream().noneMatch(line -> line.contains(IMAGE + "/lib.new")), commands.toString());
        String unit = services.unitText(program(JAR));
        assertTrue(
                unit.contains("ExecStart=/usr/lib/fishnet/runtime/bin/java @/usr/lib/fishnet/lib/daemon.options"),
                unit);
        assertTrue(unit.contains(" -XX:AOTCache=/usr/lib/fishnet/cache/daemon.aot "), unit);
    }

    @Test
    void uninstallingTheServiceLeavesThePackagesFilesAlone() throws FishnetException {
        machine.runner().apply(services.install(program(JAR)));

        machine.runner().apply(services.uninstall());

        assertTrue(machine.has(JAR));
        assertFalse(machine.has(SystemdServiceManager.PATH));
    }

    @Test
    void anotherProgramDoesNotTakeThePackagesPlace() {
        FishnetException refused =
                assertThrows(FishnetException.class, () -> services.install(program("/build/fishnet-cli.jar")));

        assertEquals(ErrorKind.DENIED, refused.kind());
        assertTrue(refused.hint().orElseThrow().contains("/usr/lib/fishnet/bin/fishnet"));
    }

    @ParameterizedTest
    @Tag("S-63")
    @CsvSource({"990, 0644", "0, 0666", "0, 0664"})
    void anImageThatOthersCouldChangeIsNoService(String owner, String mode) {
        machine.file(JAR, owner, Integer.parseInt(mode, 8), "all of it");

        FishnetException refused = assertThrows(FishnetException.class, () -> services.install(program(JAR)));

        assertEquals(ErrorKind.DENIED, refused.kind());
        assertTrue(refused.getMessage().contains(JAR), refused.getMessage());
    }
}
