package dev.fishnet.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lockdown on a machine that really boots, with other firewalls on it that start, reload and flush while an agent
 * floods. What is checked stands in the scripts of {@code src/test/boot}.
 */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
class FirewallBootIT {
    private static final Path SCRIPTS = Path.of("src", "test", "boot").toAbsolutePath();

    private static Path disks;

    @BeforeAll
    static void prepare() throws IOException {
        Requirements.rootOnLinux();
        Requirements.tools("systemd-nspawn", "ip", "iptables", "nft", "ufw", "firewalld", "python3", "setpriv", "ping");
        Requirements.launcher();
        disks = Files.createTempDirectory("fishnet-firewall-boot");
        Run trial = boot("trial", "trial");
        Requirements.need(trial.exit() == 0, "this machine cannot boot another one: " + trial);
    }

    @AfterAll
    static void remove() {
        if (disks != null) {
            Run.of("rm", "-rf", disks.toString());
        }
    }

    private static Run boot(String script, String backend) {
        return Run.of(
                List.of(
                        SCRIPTS.resolve("boot").toString(),
                        disks.resolve(backend).toString(),
                        SCRIPTS.resolve(script).toString(),
                        System.getProperty("java.home"),
                        backend),
                Map.of("BOOT_PATIENCE", "400"),
                Path.of("."),
                420);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables", "nftables"})
    @Tag("S-27")
    void theLockdownComesBackAfterARebootAndAfterAnotherProgramsFlush(String backend) {
        boot("lockdown-first-boot", backend).mustSucceed();
        boot("lockdown-later-boot", backend).mustSucceed();
    }
}
