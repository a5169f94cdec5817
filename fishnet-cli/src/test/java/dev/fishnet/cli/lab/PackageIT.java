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

/** The Debian package on a machine that really boots; what is checked stands in {@code src/test/boot/package}. */
@Timeout(300)
class PackageIT {
    private static final Path SCRIPTS = Path.of("src", "test", "boot").toAbsolutePath();

    private static Path disk;

    @BeforeAll
    static void prepare() throws IOException {
        Requirements.rootOnLinux();
        Requirements.tools("systemd-nspawn", "systemd-creds", "ip", "iptables", "curl", "python3", "setpriv", "dpkg");
        disk = Files.createTempDirectory("fishnet-package");
    }

    @AfterAll
    static void remove() {
        if (disk != null) {
            Run.of("rm", "-rf", disk.toString());
        }
    }

    @Test
    @Tag("S-63")
    @Tag("S-71")
    void thePackageInstallsServesIsReplacedAndLeavesNothing() throws IOException {
        Path onTheMachine = Path.of("/checkout/fishnet-cli")
                .resolve(Path.of("")
                        .toAbsolutePath()
                        .relativize(Distribution.debianPackage().toAbsolutePath()));
        Run.of(
                        List.of(
                                SCRIPTS.resolve("boot").toString(),
                                disk.toString(),
                                SCRIPTS.resolve("package").toString(),
                                onTheMachine.toString()),
                        Map.of("BOOT_PATIENCE", "220"),
                        Path.of("."),
                        240)
                .mustSucceed();
    }
}
