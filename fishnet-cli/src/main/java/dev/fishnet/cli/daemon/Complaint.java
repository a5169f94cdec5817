package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Terminal;

/** What is wrong with one thing, told once for as long as it is the same. */
final class Complaint {
    private final Terminal terminal;
    private String told = "";

    Complaint(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void about(String message) {
        if (!message.equals(told)) {
            terminal.note(message);
            told = message;
        }
    }

    /** It is as it should be again. */
    synchronized void isOver() {
        told = "";
    }
}
