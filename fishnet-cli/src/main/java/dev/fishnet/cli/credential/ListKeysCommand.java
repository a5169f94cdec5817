package dev.fishnet.cli.credential;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet list-keys}: the keys that somebody put there, and not the one that Fishnet made for its log. */
public final class ListKeysCommand {
    private static final String ROW = "%-20s %-24s %s";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final OpenVault vault;
    private final Terminal terminal;

    @Inject
    ListKeysCommand(OpenVault vault, Terminal terminal) {
        this.vault = vault;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(this::list, Options.flag("Print JSON.", "--json"), MasterPassword.fileOption());
    }

    private int list(Leaf values) throws FishnetException {
        try (Vault open = vault.read(values)) {
            List<Credential> credentials = open.credentials().stream()
                    .filter(each -> !each.id().upstream().equals(UpstreamName.OWN))
                    .toList();
            if (values.isSet("--json")) {
                terminal.say(
                        credentials.stream().map(ListKeysCommand::json).collect(Collectors.joining(",", "[", "]")));
            } else {
                print(credentials);
            }
        }
        return ExitCode.DONE;
    }

    private void print(List<Credential> credentials) {
        if (credentials.isEmpty()) {
            terminal.say("No credentials stored.");
            return;
        }
        terminal.say(ROW.formatted("SERVICE", "NAME", "ADDED"));
        for (Credential credential : credentials) {
            terminal.say(ROW.formatted(
                    credential.id().upstream(), credential.id().name(), MINUTE.format(credential.createdAt())));
        }
    }

    private static String json(Credential credential) {
        return "{\"service\":\"" + credential.id().upstream() + "\",\"name\":\""
                + escaped(credential.id().name().toString()) + "\",\"created_at\":\"" + credential.createdAt() + "\"}";
    }

    /** Names are visible ASCII, so two characters are all that JSON minds. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
