package dev.fishnet.config;

import java.util.List;

/** The reference of every setting, in Markdown. */
public final class ReferenceTable {
    private ReferenceTable() {}

    /** A table for each section. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        String section = "";
        for (Key key : Keys.ALL) {
            List<String> table = key.pattern().subList(0, key.pattern().size() - 1);
            String heading = named(table);
            if (!heading.equals(section)) {
                text.append("\n### `[").append(heading).append("]`\n\n");
                text.append("| key | value | default | |\n|---|---|---|---|\n");
                section = heading;
            }
            text.append(row(key));
        }
        return text.append('\n').toString();
    }

    private static String row(Key key) {
        return "| `" + key.pattern().getLast() + "` | " + key.kind().words() + " | " + fallback(key) + " | "
                + key.about() + key.variable().map(name -> "; `" + name + "`").orElse("") + " |\n";
    }

    private static String fallback(Key key) {
        return switch (key.fallback()) {
            case Key.Fallback.Value held -> "`" + Toml.text(held.written()) + "`";
            case Key.Fallback.Required needed -> "required";
            case Key.Fallback.Depends other -> other.words();
        };
    }

    /** The names in words, as one would write them. */
    private static String named(List<String> table) {
        String text = String.join(".", table);
        return text.equals("agents.*.*")
                ? "agents.NAME.UPSTREAM"
                : text.replace("model_pricing.*", "model_pricing.\"NAME\"").replace("*", "NAME");
    }
}
