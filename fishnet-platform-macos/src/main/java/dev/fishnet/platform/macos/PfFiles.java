package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two files pf is set up with, as they are. */
record PfFiles(Optional<Step.WriteFile> anchor, Optional<Step.WriteFile> conf) {
    private static final FileMode MODE = new FileMode("root", "wheel", 0644);

    static PfFiles read(SystemFiles files) throws FishnetException {
        return new PfFiles(files.read(PfAnchor.FILE), files.read(PfConf.FILE));
    }

    String anchorText() {
        return anchor.map(Step.WriteFile::content).orElse("");
    }

    String confText() {
        return conf.map(Step.WriteFile::content).orElse("");
    }

    /** Who is to be locked down, by the anchor's file, which everybody may read. */
    Optional<Lockdown> lockdown() {
        return PfAgents.named(anchorText());
    }

    boolean isAbsent() {
        return anchor.isEmpty() && confIsForeign();
    }

    /** Whether nothing in the main file is ours. */
    boolean confIsForeign() {
        return !PfConf.mentions(confText());
    }

    /** What the files lack, whatever pf has loaded. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (lockdown().isEmpty()) {
            differences.add(PfAnchor.FILE + " names no agent");
        } else if (!anchorText().equals(PfAnchor.render(lockdown().get()))) {
            differences.add(PfAnchor.FILE + " was changed");
        }
        if (!confText().equals(PfConf.withAnchor(confText()))) {
            differences.add(PfConf.FILE + " does not ask the anchor first, or does not load it");
        }
        return differences;
    }

    static Step.WriteFile newAnchor(String content) {
        return new Step.WriteFile(PfAnchor.FILE, content, MODE);
    }

    /** The main file with other content, still its owner's. */
    Step.WriteFile newConf(String content) {
        return new Step.WriteFile(
                PfConf.FILE, content, conf.map(Step.WriteFile::mode).orElse(MODE));
    }
}
