package dev.fishnet.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The npm packages {@code openai} and {@code @anthropic-ai/sdk}, unmodified, where an agent can run them. */
final class NpmClients {
    static final String PLACEHOLDER = "sk-agent-placeholder";
    /** How many calls {@code clients.mjs} makes, one request each. */
    static final int CALLS = 8;

    private static final Path SOURCE = Path.of("src", "test", "npm");
    private static final Path INSTALLED = Path.of("target", "npm");

    private final Path folder;

    private NpmClients(Path folder) {
        this.folder = folder;
    }

    /** Installs what the lock file names into target/, unless it is there, and copies it out for the agent. */
    static NpmClients install(World world) throws IOException {
        Path finished = INSTALLED.resolve("finished");
        if (!Files.exists(finished) || Files.mismatch(finished, SOURCE.resolve("package-lock.json")) >= 0) {
            npmCi();
            copy(SOURCE.resolve("package-lock.json"), finished);
        }
        Path folder = world.folder("rwxr-xr-x");
        Run.of("cp", "-R", INSTALLED.resolve("node_modules").toString(), folder.toString())
                .mustSucceed();
        copy(SOURCE.resolve("clients.mjs"), folder.resolve("clients.mjs"));
        return new NpmClients(folder);
    }

    private static void npmCi() throws IOException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            copy(SOURCE.resolve(file), INSTALLED.resolve(file));
        }
        Run npm = Run.of(List.of("npm", "ci", "--ignore-scripts"), Map.of(), INSTALLED, 300);
        Requirements.need(npm.exit() == 0, "the npm clients cannot be installed: " + npm);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes every call once; one line of JSON for each. */
    Run call(List<String> asWhom, String openAiBase, String anthropicBase) {
        return Run.of(
                Run.join(
                        asWhom,
                        "OPENAI_BASE_URL=" + openAiBase,
                        "OPENAI_API_KEY=" + PLACEHOLDER,
                        "ANTHROPIC_BASE_URL=" + anthropicBase,
                        "ANTHROPIC_API_KEY=" + PLACEHOLDER,
                        "node",
                        folder.resolve("clients.mjs").toString()),
                Map.of(),
                folder);
    }
}
