package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** {@code fishnet audit}, as the daemon's own account runs it. */
record AuditVerbs(LoggedLab lab) {
    Run run(String verb, String... more) {
        return lab.fishnet(Run.join(List.of("audit", verb), more).toArray(String[]::new));
    }

    /** What is said of a log that is whole. */
    String verified() {
        return run("verify").mustSucceed().output();
    }

    void mustReplay() {
        Run replay = run("replay").mustSucceed();
        assertTrue(replay.output().contains("ok: everything comes out as the log has it"), replay::toString);
    }

    /** Everything that is in the log. */
    LogLines entries() {
        return LogLines.of(run("export"));
    }
}
