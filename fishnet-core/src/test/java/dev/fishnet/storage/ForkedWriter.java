package dev.fishnet.storage;

import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A second process that changes a vault, with this test's class path. Opens it with {@link Vaults#slotKey()}. */
final class ForkedWriter {
    private ForkedWriter() {}

    /** {@code add VAULT PREFIX COUNT} or {@code restore VAULT BACKUP}. */
    public static void main(String[] args) throws Exception {
        VaultFile file = new VaultFile(Path.of(args[1]));
        switch (args[0]) {
            case "add" -> add(file, args[2], Integer.parseInt(args[3]));
            case "restore" ->
                file.restore(Path.of(args[2]), backup -> backup.openWithKey(Vaults.slotKey()), Vaults.NOW);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** One write for each credential. */
    static void add(VaultFile file, String prefix, int count) throws Exception {
        try (Vault opened = file.read().openWithKey(Vaults.slotKey())) {
            for (int i = 0; i < count; i++) {
                String name = prefix + i;
                file.update(
                                opened,
                                vault ->
                                        vault.store(Vaults.id("openai", name), Vaults.secret("sk-" + name), Vaults.NOW))
                        .close();
            }
        }
    }

    /**
     * Starts it.
     *
     * @param wrapper what the process is started through; may be empty
     * @param output where to look when it fails
     */
    static Process start(List<String> wrapper, Path output, String... args) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkedWriter.class.getName()));
        command.addAll(Arrays.asList(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }
}
