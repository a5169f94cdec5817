package dev.fishnet.cli;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** This very program, as services are to run it. */
public final class InstalledProgram {
    private final PlatformPorts platform;

    @Inject
    InstalledProgram(PlatformPorts platform) {
        this.platform = platform;
    }

    /** The jars and the runtime that run now. */
    public ServiceDefinition definition() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .toList();
        return new ServiceDefinition(
                platform.programDirectory(),
                jars,
                System.getProperty("java.home"),
                platform.users().serviceUser(),
                platform.dataDirectory());
    }

    /** Refuses a service that could not start, and names the command that comes before. */
    public void requireInitialised() throws FishnetException {
        UserName user = platform.users().serviceUser();
        if (platform.users().find(user).isEmpty()) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND,
                    "the service user '" + user + "' does not exist yet",
                    "first: sudo fishnet init --apply-system --system-only");
        }
        if (!new DataDirectory(Path.of(platform.dataDirectory())).vault().exists()) {
            throw new FishnetException(
                    ErrorKind.NOT_FOUND,
                    "there is no vault yet in " + platform.dataDirectory(),
                    "first: sudo -u " + user + " fishnet init --store-derived-key-in-keychain --first-service openai");
        }
    }
}
