package dev.fishnet.cli.demo;

import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.daemon.KeyRing;
import dev.fishnet.cli.daemon.Opened;
import dev.fishnet.cli.daemon.RunLog;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.proxy.Gateway;
import dev.fishnet.proxy.GatewayLimits;
import dev.fishnet.proxy.GatewayPorts;
import dev.fishnet.proxy.GatewaySettings;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.Spending;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What the demo plays with: a vault that holds a canary key, an upstream that wants it, and the gateway between. */
final class Scene implements AutoCloseable {
    private static final CredentialId ID = new CredentialId(UpstreamName.OPENAI, new CredentialName("demo"));

    private final String canary;
    private final VaultFile vaultFile;
    private final Path logFile;
    private final Opened opened;
    private final Gateway gateway;
    private final RunLog log;

    private Scene(String canary, VaultFile vaultFile, Path logFile, Opened opened, Gateway gateway, RunLog log) {
        this.canary = canary;
        this.vaultFile = vaultFile;
        this.logFile = logFile;
        this.opened = opened;
        this.gateway = gateway;
        this.log = log;
    }

    /** @param agent the uid that the agent runs as; nobody else is admitted */
    static Scene set(Path folder, PlatformPorts platform, long agent, Terminal terminal, Clock clock)
            throws FishnetException, IOException {
        String canary = "sk-demo-" + random();
        VaultFile vaultFile = new DataDirectory(folder).vault();
        Opened opened = new Opened();
        try {
            KeyRing keys = KeyRing.of(vaultFile, vault(vaultFile, canary, clock), terminal);
            opened.then(keys::close);
            DemoUpstream upstream = DemoUpstream.start(canary);
            opened.then(upstream::close);
            FishnetConfig config = DemoPolicy.of(upstream.base());
            Path file = SqliteBooks.in(folder);
            SqliteBooks books = SqliteBooks.open(file);
            opened.then(books::close);
            RunLog log = RunLog.begin(file, books, keys, config, clock, terminal);
            opened.then(log::end);
            PeerIdentityPort peers = platform.peerIdentity();
            opened.then(peers::close);
            Spending spending = new Spending(books.since(LocalDate.EPOCH), books);
            GatewayPorts ports = new GatewayPorts(keys, peers, spending, books, books, books, clock);
            Gateway gateway = Gateway.start(settings(config), ports, config.policy(), DemoPolicy.admitting(agent));
            return new Scene(canary, vaultFile, file, opened, gateway, log);
        } catch (FishnetException | IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Vault vault(VaultFile file, String canary, Clock clock) throws FishnetException {
        try (SecretBytes password = secret(random());
                SecretBytes key = secret(canary)) {
            Vault vault = Vault.create(password, KdfParameters.DEFAULT);
            vault.store(ID, key, clock.instant());
            file.create(vault);
            return vault;
        }
    }

    private static GatewaySettings settings(FishnetConfig config) {
        return new GatewaySettings(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                GatewayLimits.DEFAULT,
                List.of(),
                config.audit());
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.US_ASCII));
    }

    int port() {
        return gateway.addresses().getFirst().getPort();
    }

    /** What the vault holds, for the table: its size, since its content is not for reading. */
    String vaultSize() throws IOException {
        return Files.size(vaultFile.path()) + " bytes, and the key is in none of them";
    }

    boolean vaultHidesKey() throws IOException {
        return !Files.readString(vaultFile.path(), StandardCharsets.ISO_8859_1).contains(canary);
    }

    /** The first line of an answer, when it is as expected and the key is not in it. */
    String require(String answer, String expected) throws FishnetException {
        if (answer.contains(canary)) {
            throw Story.untrue("the key is in what the agent saw");
        }
        if (!answer.contains(expected)) {
            throw Story.untrue("expected " + expected + ", got "
                    + answer.lines().findFirst().orElse("nothing"));
        }
        Optional<String> status = answer.lines().findFirst();
        return status.orElse("").replace("HTTP/1.1 ", "");
    }

    /** Ends the gateway and its run in the log; all that is in the log is in this file then. */
    Path endedLog() {
        gateway.close();
        log.end();
        return logFile;
    }

    @Override
    public void close() {
        gateway.close();
        opened.close();
    }
}
