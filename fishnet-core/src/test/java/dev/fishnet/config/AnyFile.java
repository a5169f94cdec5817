package dev.fishnet.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files with any settings that fit together, for tests of what holds for all of them. */
final class AnyFile {
    private static final List<String> AGENTS = List.of("claude", "b-2", "c_3");
    private static final List<String> CUSTOM = List.of("github", "own-model");
    private static final List<String> MODELS = List.of("gpt-5-mini", "My/Model:1@x", "o_9");
    private static final List<String> ENDPOINTS = List.of("GET /v1/models", "* /**", "POST /a/*/b", "DELETE /x~y/**");

    private final Random random;
    private final int percent;

    /** @param percent how likely it is that a setting that need not be there is */
    AnyFile(Random random, int percent) {
        this.random = random;
        this.percent = percent;
    }

    String toml() {
        List<String> lines = new ArrayList<>(List.of("binance.enabled = true", "firewall.strict = true"));
        for (Key key : Keys.ALL) {
            named(key).forEach(path -> line(key, path, lines));
        }
        AGENTS.forEach(agent -> lines.add(upstreams(agent)));
        lines.add("[agents.empty]");
        lines.add("[agents.claude.anthropic]");
        return String.join("\n", lines) + "\n";
    }

    private static String upstreams(String agent) {
        return "agents." + agent + ".upstreams = [\"openai\", \"anthropic\", \"binance\", \"github\", \"own-model\"]";
    }

    private void line(Key key, String path, List<String> lines) {
        boolean special = List.of("binance.enabled", "firewall.strict").contains(path) || path.endsWith(".upstreams");
        boolean needed = key.fallback() instanceof Key.Fallback.Required
                || path.matches("llm.unpriced_models.(in|out|con|max).*")
                || path.endsWith(".user");
        if (!special && (needed || random.nextInt(100) < percent)) {
            lines.add(path + " = " + value(key, path));
        }
    }

    private static List<String> named(Key key) {
        String text = key.toString();
        if (text.startsWith("agents.*.*.")) {
            return AGENTS.stream()
                    .flatMap(agent -> List.of("openai", "github").stream()
                            .map(upstream ->
                                    "agents." + agent + "." + upstream + text.substring("agents.*.*".length())))
                    .toList();
        }
        List<String> names = text.startsWith("agents.") ? AGENTS : text.startsWith("custom.") ? CUSTOM : MODELS;
        return key.hasNames()
                ? names.stream()
                        .map(name -> text.replace("*", name.matches("[a-z0-9_-]+") ? name : "\"" + name + "\""))
                        .toList()
                : List.of(text);
    }

    private String value(Key key, String path) {
        return switch (key.kind()) {
            case Kind.Choice choice -> quoted(any(choice.choices()));
            case Kind.Whole whole -> whole(whole);
            case Kind.Dollars dollars -> dollars(dollars);
            case Kind.Flag flag -> String.valueOf(random.nextBoolean());
            case Kind.Items items -> list(items, path.matches("custom\\..*\\.allowed_endpoints"));
            case Kind.Text text -> quoted(text(text, path));
        };
    }

    private String whole(Kind.Whole kind) {
        return kind.unlimited() && random.nextInt(3) == 0
                ? "\"unlimited\""
                : String.valueOf(random.nextLong(Math.max(1, kind.least()), kind.most() + 1));
    }

    private String dollars(Kind.Dollars kind) {
        if (kind.unlimited() && random.nextInt(3) == 0) {
            return "\"unlimited\"";
        }
        return any(List.of("0", "20", "20.0", "0.000001", "1e2", "999999999.5", "12.345678", "1_000"));
    }

    private String list(Kind.Items kind, boolean some) {
        int least = kind.mayBeEmpty() && !some ? 0 : 1;
        return IntStream.range(0, least + random.nextInt(3))
                .mapToObj(i -> kind.equals(Kinds.PORTS)
                        ? String.valueOf(1 + random.nextInt(65_535))
                        : quoted(any(kind.equals(Kinds.MODELS) ? List.of("gpt-5*", "*", "o/9") : ENDPOINTS)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String text(Kind.Text kind, String path) {
        if (kind.equals(Kinds.URL) || kind.equals(Kinds.RECEIVER)) {
            return any(List.of("https://x.example", "https://x.example:8443/a/b", "http://127.0.0.1:1"));
        }
        if (kind.equals(Kinds.PLACE)) {
            return any(List.of("/a \"b\"", "/ä/é/日"));
        }
        if (kind.equals(Kinds.USER)) {
            return "u_" + path.split("\\.")[1];
        }
        return kind.equals(Kinds.PREFIX)
                ? any(List.of("", "Bearer ", "a\"b\\c#=[]'"))
                : kind.equals(Kinds.HEADER)
                        ? any(List.of("X-Token", "x-token"))
                        : any(List.of("/a \"b\"", "C:\\d", "ä/é/日"));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
