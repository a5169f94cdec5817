package dev.fishnet.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The daemon on a machine that really boots: systemd as process 1 on a copy of this machine's files, see
 * {@code src/test/boot/boot}. What is checked stands in the scripts beside it.
 */
@Timeout(600)
class BootIT {
    private static final Path SCRIPTS = Path.of("src", "test", "boot").toAbsolutePath();

    private static Path disk;

    @BeforeAll
    static void prepare() throws IOException {
        Requirements.rootOnLinux();
        Requirements.tools("systemd-nspawn", "systemd-creds", "ip", "curl", "python3", "setpriv");
        Requirements.launcher();
        disk = Files.createTempDirectory("fishnet-boot");
        Run trial = boot("trial");
        Requirements.need(trial.exit() == 0, "this machine cannot boot another one: " + trial);
    }

    @AfterAll
    static void remove() {
        if (disk != null) {
            Run.of("rm", "-rf", disk.toString());
        }
    }

    /** Its own patience is the shorter one, because a script that is killed leaves a mount behind. */
    private static Run boot(String script) {
        return Run.of(
                List.of(
                        SCRIPTS.resolve("boot").toString(),
                        disk.toString(),
                        SCRIPTS.resolve(script).toString(),
                        System.getProperty("java.home")),
                Map.of("BOOT_PATIENCE", "200"),
                Path.of("."),
                220);
    }

    @Test
    @Tag("S-19")
    @Tag("S-20")
    @Tag("S-22")
    void theDaemonServesFromItsOwnUserAndAgainAfterARebootUntilItIsUninstalled() {
        boot("first-boot").mustSucceed();
        boot("later-boot").mustSucceed();
    }
}
