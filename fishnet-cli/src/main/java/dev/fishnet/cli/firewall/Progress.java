package dev.fishnet.cli.firewall;

import dev.fishnet.cli.Terminal;
import dev.fishnet.firewall.escape.Finding;
import java.util.function.Consumer;

/** One line that tells somebody at a terminal how far it is, and is gone when closed. */
final class Progress implements Consumer<Finding>, AutoCloseable {
    private static final int WIDTH = 78;

    private final Terminal terminal;
    private final boolean shown;
    private int decided;
    private int faults;

    Progress(Terminal terminal, boolean wanted) {
        this.terminal = terminal;
        this.shown = wanted && terminal.isInteractive();
        show("looking at the rules");
    }

    @Override
    public void accept(Finding finding) {
        decided++;
        faults += finding.isFault() ? 1 : 0;
        show(decided + " looked at, " + (faults == 0 ? "nothing" : faults) + " amiss; at: " + finding.group());
    }

    private void show(String text) {
        if (shown) {
            terminal.write("\r" + ("%-" + WIDTH + "." + WIDTH + "s").formatted(text) + "\r");
        }
    }

    @Override
    public void close() {
        show("");
    }
}
