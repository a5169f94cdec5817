package dev.fishnet.cli.daemon;

import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.audit.tree.TreeProofs;
import dev.fishnet.audit.verify.LogSubtrees;
import dev.fishnet.cli.Terminal;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.storage.PublicFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the configuration has checkpoints handed out: a file, an address, both or neither. */
final class Outlets {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Path books;
    private final VerifierKey key;
    private final Terminal terminal;
    private final Publishing publishing = new Publishing(LOOK);
    private Optional<AuditSettings> used = Optional.empty();

    /** @param books that the log lies in */
    Outlets(Path books, VerifierKey key, Terminal terminal) {
        this.books = books;
        this.key = key;
        this.terminal = terminal;
    }

    /**
     * @throws FishnetException when the certificates that are to be trusted cannot be read; nothing has changed then
     */
    void use(FishnetConfig config) throws FishnetException {
        AuditSettings audit = config.audit();
        if (used.equals(Optional.of(audit))) {
            return;
        }
        List<Outlet> outlets = new ArrayList<>();
        audit.checkpointFile()
                .ifPresent(file -> outlets.add(new CheckpointFile(new PublicFile(Path.of(file)), key, this::head)));
        if (audit.checkpointUrl().isPresent()) {
            outlets.add(new CheckpointUrl(
                    audit.checkpointUrl().get(), Listening.extraRoots(config.extraCaCerts()), ANSWER));
        }
        publishing.to(outlets.stream()
                .map(outlet ->
                        new Delivery(outlet, audit.checkpointEvery(), new Complaint(terminal), System.nanoTime()))
                .toList());
        used = Optional.of(audit);
    }

    private TreeHead head(long size) throws FishnetException {
        try (AuditReader log = AuditReader.open(books)) {
            return TreeProofs.head(size, new LogSubtrees(log));
        }
    }

    void offer(Signed checkpoint) {
        publishing.offer(checkpoint);
    }

    void end(Duration patience) {
        publishing.end(patience);
    }
}
