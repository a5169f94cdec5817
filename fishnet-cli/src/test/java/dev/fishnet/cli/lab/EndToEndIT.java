package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.testkit.FakeUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main job for real: an agent's user in a network namespace is locked down by the product's own commands and
 * reaches its model through the gateway, with a key it never sees. The tests run in order: the ways out before the
 * lockdown, everything under it, and what is left when it has gone.
 */
@TestMethodOrder(OrderAnnotation.class)
class EndToEndIT {
    private static World world;
    private static Internet internet;
    private static Ways ways;
    private static Firewall firewall;
    private static Gateway gateway;
    private static NpmClients clients;
    private static List<String> rulesBefore;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Requirements.rootOnLinux();
        Path launcher = Requirements.launcher();
        Requirements.tools("ip", "iptables", "ip6tables", "setpriv", "useradd", "curl", "node", "npm");
        world = new World();
        internet = Internet.start(world);
        ways = new Ways(world);
        firewall = new Firewall(world);
        firewall.addForeignRules();
        rulesBefore = firewall.rules();
        clients = NpmClients.install(world);
        gateway = new Gateway(world, launcher, internet);
        gateway.addKey("openai", Canary.OPENAI);
        gateway.addKey("anthropic", Canary.ANTHROPIC);
        gateway.start();
    }

    @AfterAll
    static void remove() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    @Order(1)
    void beforeTheLockdownEveryDirectWayIsOpen() throws Exception {
        List<String> found = ways.probe(world.asAgent(), "before01", internet.directWays());

        assertEquals(4, found.stream().filter(line -> line.endsWith(" open")).count(), found::toString);
        assertEquals(
                4, internet.heard().stream().filter(l -> l.endsWith("before01")).count(), "all four arrived");
    }

    @Test
    @Order(2)
    @Tag("S-03")
    void theLockdownIsAppliedByTheCommandThatTheManualNames() {
        Run dry = gateway.fishnet("firewall", "enable", "--agent-user", world.agent());
        assertEquals(rulesBefore, firewall.rules(), "a dry run does nothing");
        assertTrue(dry.mustSucceed().output().contains("Firewall enable: dry-run"), dry::toString);

        Run applied = gateway.fishnet("firewall", "enable", "--agent-user", world.agent(), "--apply");

        assertTrue(applied.mustSucceed().output().contains("Firewall enable: complete."), applied::toString);
        assertTrue(firewall.rules().containsAll(rulesBefore), "foreign rules are as they were");
    }

    @Test
    @Order(3)
    @Tag("S-01")
    @Tag("S-02")
    void everyDirectWayIsRefusedAtOnceAndNothingArrives() throws Exception {
        List<String> found = ways.probe(world.asAgent(), "lockdown", internet.directWays());

        assertRefusedAtOnce(found);
        assertNothingArrived("lockdown");
    }

    @Test
    @Order(3)
    @Tag("S-01")
    void subordinateUidsAreTheAgentToo() throws Exception {
        List<String> found = ways.probe(world.asSubordinate(), "subordin", internet.directWays());

        assertRefusedAtOnce(found);
        assertNothingArrived("subordin");
    }

    @Test
    @Order(3)
    void anotherUserStillReachesTheInternet() {
        List<String> found = ways.probe(world.onMachine(), "operator", internet.directWays());

        assertEquals(4, found.stream().filter(line -> line.endsWith(" open")).count(), found::toString);
    }

    @Test
    @Order(3)
    void theGatewayTellsTheAgentThatItIsWell() {
        Run health = curl(Gateway.BASE + "/health");

        assertEquals("{\"status\":\"ok\"}", health.mustSucceed().output().strip());
    }

    @Test
    @Order(3)
    @Tag("S-05")
    @Tag("S-07")
    void theUnmodifiedClientsWorkAndTheUpstreamGetsTheBytesTheySent() throws Exception {
        int before = internet.requestsSoFar();

        Run answers =
                clients.call(world.asAgent(), Gateway.BASE + "/proxy/openai/v1", Gateway.BASE + "/proxy/anthropic");

        assertEveryCallWorked(answers);
        Canary.assertAbsent(answers.output());
        List<UpstreamRequest> got = internet.requests(before + 1, NpmClients.CALLS);
        List<UpstreamRequest> sent = sentDirectly();
        for (int i = 0; i < NpmClients.CALLS; i++) {
            assertSame(sent.get(i), got.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"body", "error", "header", "redirect", "trailer"})
    @Order(3)
    @Tag("S-05")
    void anUpstreamThatTellsWhatItWasSentDoesNotTellTheAgent(String way) throws Exception {
        for (String upstream : List.of("openai", "anthropic")) {
            int before = internet.requestsSoFar();

            Run seen = curl(Gateway.askingForAnEcho(upstream, way));

            UpstreamRequest got = internet.requests(before + 1, 1).getFirst();
            assertTrue(got.head().contains(Canary.of(upstream)), "the upstream had a key to tell");
            Canary.assertAbsent(seen.output());
        }
    }

    @Test
    @Order(4)
    void theDaemonsFilesDoNotHoldAKeyInTheClear() throws Exception {
        List<String> files = gateway.files();

        assertTrue(files.size() > 1, "there is a vault at least");
        files.forEach(Canary::assertAbsent);
    }

    @Test
    @Order(5)
    @Tag("S-02")
    void afterwardsTheRulesAreWhatTheyWere() throws Exception {
        Run disabled = gateway.fishnet("firewall", "disable", "--agent-user", world.agent(), "--apply");

        assertTrue(disabled.mustSucceed().output().contains("Firewall disable: complete."), disabled::toString);
        assertEquals(rulesBefore, firewall.rules());
    }

    @Test
    @Order(6)
    @Tag("S-17")
    void stopEndsTheDaemon() {
        Run stopped = gateway.fishnet("stop");

        assertTrue(stopped.mustSucceed().output().contains("Fishnet stopped."), stopped::toString);
        assertFalse(curl(Gateway.BASE + "/health").exit() == 0);
    }

    private static void assertRefusedAtOnce(List<String> found) {
        assertEquals(4, found.size(), found::toString);
        for (String line : found) {
            String[] words = line.split(" ", 5);
            assertEquals("refused", words[2], line);
            assertTrue(Integer.parseInt(words[3]) < 2000, () -> "not at once: " + line);
        }
    }

    /** What root sends afterwards over the same wire arrives later than anything the agent has sent before. */
    private static void assertNothingArrived(String word) throws IOException {
        ways.probe(world.onMachine(), "barrier1", internet.directWays());
        List<String> heard = internet.heard();
        assertTrue(heard.stream().anyMatch(line -> line.endsWith("barrier1")), heard::toString);
        assertTrue(heard.stream().noneMatch(line -> line.contains(word)), heard::toString);
    }

    private static void assertEveryCallWorked(Run answers) {
        List<String> lines = answers.mustSucceed().lines();
        assertEquals(NpmClients.CALLS, lines.size(), answers::toString);
        assertAll(lines.stream().map(line -> () -> assertTrue(line.contains("\"status\":200"), line)));
        assertEquals(
                4, lines.stream().filter(line -> line.contains("upstream.")).count() - 1, answers::toString);
    }

    /** The control: the same calls, by the same user, straight to an upstream. */
    private static List<UpstreamRequest> sentDirectly() {
        try (FakeUpstream upstream = FakeUpstream.plain()) {
            assertEveryCallWorked(clients.call(
                    world.asAgentOutside(),
                    upstream.baseUri() + "/v1",
                    upstream.baseUri().toString()));
            return upstream.requests().stream().map(UpstreamRequest::of).toList();
        }
    }

    private static void assertSame(UpstreamRequest sent, UpstreamRequest got) {
        boolean openAi = !sent.requestLine().contains("/v1/messages");
        assertEquals(sent.agentsLines(), got.agentsLines());
        assertEquals(sent.body(), got.body());
        assertEquals(openAi ? 1 : 0, got.fields("authorization").size(), got::head);
        assertEquals(openAi ? 0 : 1, got.fields("x-api-key").size(), got::head);
        assertTrue(got.head().contains(openAi ? "Bearer " + Canary.OPENAI : Canary.ANTHROPIC), got::head);
        assertFalse(
                got.head().contains(openAi ? Canary.ANTHROPIC : Canary.OPENAI), "a key goes to its own upstream only");
        assertFalse(got.head().contains(NpmClients.PLACEHOLDER), "the agent's own credential ends here");
    }

    private static Run curl(String... arguments) {
        List<String> argv = Run.join(world.asAgent(), "curl", "-sS", "--max-time", "20");
        return Run.of(Run.join(argv, arguments).toArray(String[]::new));
    }
}
