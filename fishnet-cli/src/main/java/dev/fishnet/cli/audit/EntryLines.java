package dev.fishnet.cli.audit;

import dev.fishnet.cli.Terminal;
import java.util.List;
import java.util.Optional;

/** Prints entries, as a table or as they are. */
final class EntryLines {
    private final Terminal terminal;
    private final EntryTable table;
    private final boolean json;
    private boolean begun;

    /**
     * Lines for a terminal.
     *
     * @param columns that it has; empty where nothing is to be cut
     * @param json whether the entries themselves are wanted
     */
    EntryLines(Terminal terminal, Optional<Integer> columns, boolean json) {
        this.terminal = terminal;
        this.table = new EntryTable(columns);
        this.json = json;
    }

    void begin(List<Pages.Line> lines) {
        lines.forEach(line -> table.fit(EntryRow.of(line)));
        lines.forEach(this::add);
    }

    void add(Pages.Line line) {
        if (json) {
            terminal.say(terminal.isInteractive() ? Shown.json(line.text()) : line.text());
            return;
        }
        EntryRow row = EntryRow.of(line);
        table.fit(row);
        if (!begun) {
            begun = true;
            terminal.say(terminal.aside(table.header()));
        }
        terminal.say(table.line(row));
    }
}
