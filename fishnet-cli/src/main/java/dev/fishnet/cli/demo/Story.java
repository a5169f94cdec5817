package dev.fishnet.cli.demo;

import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.demo.Finding.Outcome;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tells the demo as it happens, a line for each step, and keeps what was found for the table at the end. */
final class Story {
    private final Terminal terminal;
    private final List<Finding> findings = new ArrayList<>();

    Story(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows that something holds; returns what was seen. */
    @FunctionalInterface
    interface Step {
        String show() throws FishnetException, IOException;
    }

    /** A claim that turned out wrong. */
    static FishnetException untrue(String seen) {
        return new FishnetException(ErrorKind.DENIED, seen);
    }

    void step(String what, Step step) {
        announce(what);
        add(attempt(what, step));
    }

    void add(Finding finding) {
        findings.add(finding);
        if (terminal.isInteractive()) {
            terminal.write("\r\033[K");
        }
        terminal.say("  " + mark(finding) + "  " + finding.what() + " " + terminal.aside("(" + finding.detail() + ")"));
    }

    /** Says what is being worked on, where a person is watching; the finding replaces the line. */
    void announce(String what) {
        if (terminal.isInteractive()) {
            terminal.write("  …   " + what);
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean held() {
        return findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED);
    }

    /** The table: every claim and how it came out. */
    void printTable() {
        int width = findings.stream()
                .mapToInt(finding -> finding.what().length())
                .max()
                .orElse(0);
        terminal.say("");
        for (Finding finding : findings) {
            terminal.say(
                    "  " + finding.what() + " ".repeat(width - finding.what().length()) + "  " + mark(finding));
        }
    }

    static Finding attempt(String what, Step step) {
        try {
            return new Finding(Outcome.SHOWN, what, step.show());
        } catch (FishnetException e) {
            String detail = e.getMessage() + e.hint().map(hint -> "; " + hint).orElse("");
            return new Finding(e.kind() == ErrorKind.UNAVAILABLE ? Outcome.SKIPPED : Outcome.FAILED, what, detail);
        } catch (IOException e) {
            return new Finding(Outcome.FAILED, what, e.toString());
        }
    }

    private String mark(Finding finding) {
        String word = finding.outcome().word;
        return switch (finding.outcome()) {
            case SHOWN -> terminal.good(word);
            case FAILED -> terminal.bad(word);
            case SKIPPED -> terminal.aside(word);
        };
    }
}
