package dev.fishnet.cli.demo;

import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.daemon.KeyRing;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.Gateway;
import dev.fishnet.proxy.GatewayLimits;
import dev.fishnet.proxy.GatewaySettings;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What the demo plays with: a vault that holds a canary key, an upstream that wants it, and the gateway between. */
final class Scene implements AutoCloseable {
    private static final CredentialId ID = new CredentialId(UpstreamName.OPENAI, new CredentialName("demo"));

    private final String canary;
    private final VaultFile vaultFile;
    private final KeyRing keys;
    private final DemoUpstream upstream;
    private final Gateway gateway;

    private Scene(String canary, VaultFile vaultFile, KeyRing keys, DemoUpstream upstream, Gateway gateway) {
        this.canary = canary;
        this.vaultFile = vaultFile;
        this.keys = keys;
        this.upstream = upstream;
        this.gateway = gateway;
    }

    static Scene set(Path folder, Terminal terminal, Clock clock) throws FishnetException, IOException {
        String canary = "sk-demo-" + random();
        VaultFile vaultFile = new DataDirectory(folder).vault();
        KeyRing keys = KeyRing.of(vaultFile, vault(vaultFile, canary, clock), terminal);
        DemoUpstream upstream = DemoUpstream.start(canary);
        Gateway gateway = Gateway.start(settings(upstream), keys);
        return new Scene(canary, vaultFile, keys, upstream, gateway);
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

    private static GatewaySettings settings(DemoUpstream upstream) {
        return new GatewaySettings(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                List.of(Upstream.openAi(upstream.base())),
                GatewayLimits.DEFAULT,
                List.of());
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

    @Override
    public void close() {
        gateway.close();
        upstream.close();
        keys.close();
    }
}
