package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.testkit.ScriptedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-25")
class SocketFamiliesTest {
    private static final String WITHOUT = """
            protocol  size sockets  memory press maxhdr  slab module     cl co di ac io in de sh ss gs se re bi br ha uh gp em
            UNIX       1024      4      -1   NI       0   yes  kernel      y  n  y  n  n  n  n  n  n  n  n  n  n  n  n  n  n  n
            TCP        2368      2       1   no     320   yes  kernel      y  y  y  y  y  y  y  y  y  y  y  y  y  n  y  y  y  y
            """;

    private static final String SMC = "SMC        1024      0      -1   NI       0   yes  smc         n  n  n  n\n";

    private final ScriptedProcesses processes = new ScriptedProcesses();

    @TempDir
    private Path root;

    @BeforeEach
    void noModuleIsThere() throws IOException {
        protocols(WITHOUT);
        processes.fail(1, "modprobe: FATAL: Module not found\n", "modprobe");
    }

    private void protocols(String text) throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/net/protocols"), text);
    }

    private void modprobe(int family, String output) {
        processes.print(output, "modprobe", "--show-depends", "net-pf-" + family);
    }

    private List<Observation> look() throws FishnetException {
        return new SocketFamilies(processes, new MachineTree(root)).look();
    }

    @Test
    void aMachineWithoutThemIsGood() throws FishnetException {
        assertEquals(
                List.of(Observation.good(
                        "socket_families", "an agent can open no sockets that the packet filter does not see")),
                look());
    }

    @Test
    void oneWhoseModuleAnybodyCanHaveLoadedIsOpen() throws FishnetException {
        modprobe(33, "insmod /lib/modules/6.1.0/kernel/net/rxrpc/rxrpc.ko\n");

        assertEquals(
                List.of(Observation.open(
                        "socket_families",
                        "the packet filter does not see rxrpc sockets, which any user may open: the kernel sends it over"
                                + " UDP of its own, anywhere (the module is loaded when somebody asks)",
                        "echo 'install rxrpc /bin/false' | sudo tee -a /etc/modprobe.d/fishnet.conf")),
                look());
    }

    @Test
    void oneThatIsLoadedHasToBeUnloadedToo() throws Exception {
        protocols(WITHOUT + SMC);
        modprobe(43, "insmod /lib/modules/6.1.0/kernel/net/smc/smc.ko\n");

        assertEquals(
                "echo 'install smc /bin/false' | sudo tee -a /etc/modprobe.d/fishnet.conf   # and sudo modprobe -r smc",
                look().getFirst().remedy());
    }

    /** What modprobe(8) prints then, tried with a module that is not there for real. */
    @Test
    void whatTheRemedySaysCloses() throws FishnetException {
        modprobe(33, "install /bin/false \n");

        assertEquals(Observation.Verdict.GOOD, look().getFirst().verdict());
    }

    @Test
    void oneThatIsBuiltInCanOnlyBeKeptFromTheAgent() throws Exception {
        protocols(WITHOUT + SMC.replace("smc ", "kernel"));

        Observation found = look().getFirst();

        assertEquals(Observation.Verdict.LIMIT, found.verdict());
        assertEquals(
                "run the agent through systemd-run with RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
                found.remedy());
    }
}
