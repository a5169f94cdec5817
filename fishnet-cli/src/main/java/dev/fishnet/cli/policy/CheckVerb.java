package dev.fishnet.cli.policy;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Json;
import dev.fishnet.config.Reading;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.ConfigFile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet policy check}. */
final class CheckVerb {
    private static final String NOWHERE = "the environment";

    private final Workspace workspace;
    private final Terminal terminal;

    @Inject
    CheckVerb(Workspace workspace, Terminal terminal) {
        this.workspace = workspace;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.withOptional(
                Leaf.of(this::check, Options.flag("Print JSON.", "--json")),
                "FILE",
                "The configuration (default: the one that the gateway would read).");
        spec.usageMessage().description("Say whether a configuration can be meant: 0 when it can, 3 when it cannot.");
        return spec;
    }

    private int check(Leaf values) throws FishnetException {
        Optional<ConfigFile> file = workspace.configFile(values.optionalArgument());
        Reading reading = workspace.reading(file);
        if (values.isSet("--json")) {
            terminal.say(Json.text(json(file, reading)));
        } else {
            describe(file, reading);
        }
        return reading.config().isPresent() ? ExitCode.DONE : ExitCode.DENIED;
    }

    private void describe(Optional<ConfigFile> file, Reading reading) {
        String name = name(file);
        reading.problems().forEach(problem -> terminal.say(problem.text(name)));
        reading.config()
                .ifPresent(config -> terminal.say("ok: "
                        + (file.isPresent() ? name : "there is no configuration file, so the defaults hold")
                        + ": agents: " + listed(agents(config)) + "; upstreams: " + listed(upstreams(config))));
    }

    private static Map<String, Object> json(Optional<ConfigFile> file, Reading reading) {
        Map<String, Object> json = new HashMap<>();
        json.put("ok", reading.config().isPresent());
        file.ifPresent(found -> json.put("file", found.path().toString()));
        json.put(
                "problems",
                reading.problems().stream()
                        .map(problem -> Map.of("line", problem.line(), "message", problem.text(name(file))))
                        .toList());
        reading.config().ifPresent(config -> {
            json.put("agents", agents(config));
            json.put("upstreams", upstreams(config));
        });
        return json;
    }

    private static String name(Optional<ConfigFile> file) {
        return file.map(found -> found.path().toString()).orElse(NOWHERE);
    }

    private static List<String> agents(FishnetConfig config) {
        return sorted(config.policy().agents().keySet().stream());
    }

    private static List<String> upstreams(FishnetConfig config) {
        return sorted(config.policy().upstreams().keySet().stream());
    }

    private static List<String> sorted(Stream<?> names) {
        return names.map(String::valueOf).sorted().toList();
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
