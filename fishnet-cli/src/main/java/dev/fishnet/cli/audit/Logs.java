package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.verify.ArchivedPart;
import dev.fishnet.audit.verify.JoinedLog;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Workspace;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.ArchiveFile;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The log as commands read it, also while the gateway writes. */
final class Logs {
    private final Workspace workspace;

    @Inject
    Logs(Workspace workspace) {
        this.workspace = workspace;
    }

    /** {@code --archive}, for commands that read archives as a part of the log. */
    static OptionSpec archiveOption() {
        return Options.values("--archive", "FILE", "Entries that were archived; may be given several times.");
    }

    /** The archives that were named. */
    static List<ArchivedPart> archives(Leaf values) throws FishnetException {
        List<ArchivedPart> archives = new ArrayList<>();
        for (String name : values.values("--archive")) {
            archives.add(ArchiveFile.open(Path.of(name)));
        }
        return archives;
    }

    /**
     * Opens the log, and the archives before it.
     *
     * @throws FishnetException of kind NOT_FOUND when there is none yet
     */
    LogSource open(List<ArchivedPart> archives) throws FishnetException {
        AuditReader live = AuditReader.open(books());
        try {
            return JoinedLog.of(archives, live);
        } catch (FishnetException e) {
            live.close();
            throw e;
        }
    }

    /** The file that the log lies in. */
    Path books() throws FishnetException {
        Optional<DataDirectory> data = workspace.existingData();
        Optional<Path> books = data.map(found -> SqliteBooks.in(found.path())).filter(Files::exists);
        return books.orElseThrow(() -> new FishnetException(
                ErrorKind.NOT_FOUND,
                "there is no log yet" + data.map(found -> " in " + found.path()).orElse(""),
                "the gateway begins one when it starts: 'fishnet start'"));
    }
}
