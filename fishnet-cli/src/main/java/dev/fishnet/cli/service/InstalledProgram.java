package dev.fishnet.cli.service;

import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.service.ServiceDefinition;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** This very program, as the service is to run it. */
final class InstalledProgram {
    private final PlatformPorts platform;

    @Inject
    InstalledProgram(PlatformPorts platform) {
        this.platform = platform;
    }

    ServiceDefinition definition() {
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
}
