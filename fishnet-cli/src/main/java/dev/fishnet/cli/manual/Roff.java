package dev.fishnet.cli.manual;

/** Text in the language of man pages, see man(7) and groff_man(7). */
final class Roff {
    private final StringBuilder text = new StringBuilder();

    Roff request(String name, String... words) {
        text.append('.').append(name);
        for (String word : words) {
            text.append(" \"").append(escaped(word).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
        return this;
    }

    Roff section(String title) {
        return request("SH", title);
    }

    /** A line of running text. */
    Roff line(String words) {
        String escaped = escaped(words);
        // A dot or a quote that begins a line would make a request of it.
        text.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
        return this;
    }

    /** A tag in bold, and what is said about it. */
    Roff item(String tag, String words) {
        return request("TP").request("B", tag).line(words);
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\e").replace("-", "\\-");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
