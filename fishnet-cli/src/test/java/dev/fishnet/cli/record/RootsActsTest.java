package dev.fishnet.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What root does, behind sudo and in a directory that belongs to another account. */
@Timeout(60)
@Tag("S-62")
class RootsActsTest extends Operator {
    /** As root, in a directory that belongs to another account. */
    private CommandLineHarness rootBehindSudo() throws IOException {
        if (uid == 0) {
            Files.setAttribute(data, "unix:gid", 4712);
            Files.setAttribute(data, "unix:uid", 4711);
        }
        platform.users.runningAs(0);
        return harness().with("SUDO_UID", "1000");
    }

    @Test
    void aLockdownThatIsEnabledFoundAmissRepairedAndDisabled() throws Exception {
        CommandLineHarness root = rootBehindSudo();
        String[] strict = {"firewall", "enable", "--agent-user", "agent_runner", "--strict", "--allow-port", "8080"};
        root.run(strict);
        root.run(applied(strict));
        root.run(applied(strict));
        root.run("firewall", "heal", "--apply");
        platform.firewall.flush();
        root.run("firewall", "heal");
        root.run("firewall", "heal", "--apply");
        root.run("firewall", "disable", "--agent-user", "agent_runner");
        root.run("firewall", "disable", "--agent-user", "agent_runner", "--apply");

        assertEquals(
                List.of(
                        "0 firewall_enabled agent_runner | pretend-filter, strict: ports 3777 8080; sudo by uid 1000",
                        "0 firewall_drifted agent_runner | pretend-filter: nothing holds agent_runner; sudo by uid 1000",
                        "0 firewall_repaired agent_runner | pretend-filter; sudo by uid 1000",
                        "0 firewall_disabled agent_runner | pretend-filter; sudo by uid 1000"),
                log.acts());
    }

    private static String[] applied(String... line) {
        return Stream.concat(Stream.of(line), Stream.of("--apply")).toArray(String[]::new);
    }

    @Test
    void rootWritesAsWhomTheLogBelongsTo() throws Exception {
        CommandLineHarness root = rootBehindSudo().with("SUDO_UID", "nobody; or so");
        root.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        FileOwner owner = new DataDirectory(data).owner();
        assertEquals(List.of(owner), platform.acting.owners());
        assertEquals(List.of("0 firewall_enabled agent_runner | pretend-filter, standard"), log.acts());
    }
}
