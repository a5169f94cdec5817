package dev.fishnet.cli.policy;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.Effective;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Json;
import dev.fishnet.config.Origin;
import dev.fishnet.config.Reading;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.ConfigFile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet policy show}. */
final class ShowVerb {
    private final Workspace workspace;
    private final Terminal terminal;

    @Inject
    ShowVerb(Workspace workspace, Terminal terminal) {
        this.workspace = workspace;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(
                this::show,
                Options.value("--agent", "NAME", "Only what concerns this agent."),
                Options.value("--config", "FILE", "The configuration (default: the one that the gateway would read)."),
                Options.flag("Print JSON.", "--json"));
        spec.usageMessage().description("Show every setting that is in effect, and where it comes from.");
        return spec;
    }

    private int show(Leaf values) throws FishnetException {
        Optional<ConfigFile> file = workspace.configFile(values.value("--config"));
        Reading reading = workspace.reading(file);
        String path = file.map(found -> found.path().toString()).orElse("the environment");
        FishnetConfig config = reading.orElseThrow(path);
        Optional<String> agent = values.value("--agent");
        if (agent.isPresent()) {
            requireAgent(config, agent.get());
        }
        List<Effective> rows = agent.map(reading::effective).orElseGet(reading::effective);
        String name = file.map(found -> found.path().getFileName().toString()).orElse("");
        if (values.isSet("--json")) {
            terminal.say(Json.text(rows.stream().map(row -> json(row, name)).toList()));
        } else {
            terminal.say("# " + (file.isPresent() ? path : "no configuration file"));
            rows.forEach(row -> terminal.say(row.key() + " = " + row.value() + "  # " + where(row.origin(), name)));
        }
        return ExitCode.DONE;
    }

    private static void requireAgent(FishnetConfig config, String name) throws FishnetException {
        if (config.policy().agents().keySet().stream()
                .noneMatch(agent -> agent.value().equals(name))) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND, "the configuration has no agent of that name", "try 'fishnet policy check'");
        }
    }

    private static Map<String, Object> json(Effective row, String file) {
        return Map.of("key", row.key(), "value", row.value(), "from", where(row.origin(), file));
    }

    private static String where(Origin origin, String file) {
        return switch (origin) {
            case Origin.Default nobody -> "default";
            case Origin.Line line -> file + ":" + line.number();
            case Origin.Variable variable -> variable.name();
        };
    }
}
