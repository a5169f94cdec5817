package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.ConfigException;
import dev.fishnet.config.Document;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.ConfigFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a running gateway: what its file said at start, and what it says from then on. A file that is no
 * good, or gone, changes nothing. On one thread.
 */
final class PolicyWatch {
    private final Workspace workspace;
    private final ConfigFile file;
    private final Terminal terminal;
    private FishnetConfig inUse;
    /** What the file held when it was last looked at; null for no file. */
    private byte @Nullable [] seen;

    private String complaint = "";

    private PolicyWatch(
            Workspace workspace, ConfigFile file, Terminal terminal, FishnetConfig inUse, byte @Nullable [] seen) {
        this.workspace = workspace;
        this.file = file;
        this.terminal = terminal;
        this.inUse = inUse;
        this.seen = seen;
    }

    /**
     * Reads the file, if there is one. One that is no good is an error here: there is no policy from before.
     *
     * @param option the file that was asked for, which must exist
     */
    static PolicyWatch begin(Workspace workspace, Optional<String> option, Terminal terminal) throws FishnetException {
        Optional<ConfigFile> found = workspace.configFile(option);
        ConfigFile file = found.orElseGet(() -> workspace.configPlace(option));
        byte[] content = found.isPresent() ? file.content() : null;
        return new PolicyWatch(workspace, file, terminal, read(workspace, file, content), content);
    }

    private static FishnetConfig read(Workspace workspace, ConfigFile file, byte @Nullable [] content)
            throws ConfigException {
        Document document = content == null ? Document.EMPTY : ConfigFile.documentOf(content);
        return workspace.reading(document).orElseThrow(file.path().toString());
    }

    FishnetConfig inUse() {
        return inUse;
    }

    /** The file that is read, if there is one now. */
    Optional<ConfigFile> source() {
        return seen == null ? Optional.empty() : Optional.of(file);
    }

    /** Who works by the configuration. */
    interface Follower {
        /**
         * Works by this one from now on.
         *
         * @throws FishnetException when that cannot be, and the one before stays
         */
        void takeUp(FishnetConfig config) throws FishnetException;
    }

    /** Hands on what has changed. What is not taken is offered again each time, and complained of once. */
    void lookAgain(Follower follower, PolicyAlarm alarm) {
        try {
            if (file.exists()) {
                look(follower);
            } else {
                missing();
            }
        } catch (FishnetException e) {
            rejected(String.valueOf(e.getMessage()), alarm);
        } catch (RuntimeException e) {
            // A fault of ours must not end the watch over everything else.
            rejected("it could not be taken up: " + e.getClass().getName(), alarm);
        }
    }

    private void look(Follower follower) throws FishnetException {
        byte[] content = file.content();
        if (Arrays.equals(content, seen)) {
            complaint = "";
            return;
        }
        FishnetConfig changed = read(workspace, file, content);
        follower.takeUp(changed);
        seen = content;
        tell(changed);
    }

    private void rejected(String why, PolicyAlarm alarm) {
        if (complainOnce("the policy has an error, so the one from before stays in force: " + why)) {
            alarm.rejected(file.path().toString(), why);
        }
    }

    private void missing() {
        if (seen != null) {
            complainOnce(file.path() + " is gone; the policy from before stays in force");
        }
    }

    private void tell(FishnetConfig changed) {
        complaint = "";
        terminal.say("[fishnet] policy changed: " + file.path());
        for (String setting : fixed(inUse, changed)) {
            terminal.note(setting + " takes effect when the gateway is started again");
        }
        inUse = changed;
    }

    /** What was settled when the gateway started. */
    private static List<String> fixed(FishnetConfig before, FishnetConfig after) {
        List<String> names = new ArrayList<>();
        addIfOther(names, "gateway.host", before.host(), after.host());
        addIfOther(names, "gateway.port", before.port(), after.port());
        addIfOther(names, "upstreams.extra_ca_certs", before.extraCaCerts(), after.extraCaCerts());
        addIfOther(names, "[http]", before.http(), after.http());
        addIfOther(
                names,
                "audit.durability",
                before.audit().durability(),
                after.audit().durability());
        addIfOther(
                names,
                "audit.when_unwritable",
                before.audit().whenUnwritable(),
                after.audit().whenUnwritable());
        addIfOther(
                names, "audit.prompts", before.audit().prompts(), after.audit().prompts());
        return names;
    }

    private static void addIfOther(List<String> names, String name, Object before, Object after) {
        if (!before.equals(after)) {
            names.add(name);
        }
    }

    private boolean complainOnce(String message) {
        boolean another = !message.equals(complaint);
        if (another) {
            terminal.note(message);
            complaint = message;
        }
        return another;
    }
}
