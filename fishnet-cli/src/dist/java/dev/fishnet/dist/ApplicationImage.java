package dev.fishnet.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The folder that runs without any Java on the machine: bin, lib, runtime, share. */
final class ApplicationImage {
    /**
     * What a checkout's Java does not need to be told. A cache that is missing or out of date is no news to anybody. And none
     * keeps how often each method was called in the rehearsal: a command is over before it could gain from that, and a
     * gateway that has compiled what was often called there spends a twentieth more on each request ever after, because what
     * comes is not what was rehearsed.
     */
    private static final String OF_AN_IMAGE = """
            -Djna.nosys=true
            -Djna.nounpack=true
            -Xlog:aot*=off
            -Xlog:cds*=off
            -XX:+UnlockDiagnosticVMOptions
            -XX:-AOTRecordTraining
            -XX:-AOTReplayTraining
            """;

    /**
     * What the compilers took for a moment goes back to the system within 5 seconds; C keeps some 10 MB of it otherwise. On a
     * Mac, which has no way to do so, Java would complain of it.
     */
    private static final String OF_ITS_DAEMON = "-XX:TrimNativeHeapInterval=5000\n";

    /**
     * The JDK asks for a logger when it starts a process. It takes the first that a jar of the class path names, but looks
     * for one more name, and one jar further than the first that has any. To open the jar of the program for that, with its
     * eleven thousand entries, takes 10 ms; so two small ones come before it, and name two.
     */
    private static final String LOGGERS = "dev.fishnet.cli.JdkLoggers\ndev.fishnet.cli.NoMoreLoggers\n";

    private final Path module;
    private final Release release;

    ApplicationImage(Path module, Release release) {
        this.module = module;
        this.release = release;
    }

    void make(Path image) throws IOException, InterruptedException {
        Path target = module.resolve("target");
        program(target, image.resolve("lib"));
        JavaRuntime.link(image.resolve("runtime"));
        Trees.copy(module.resolve("src/dist/image"), image);
        options("command.options", OF_AN_IMAGE, image.resolve("lib"));
        options("daemon.options", OF_AN_IMAGE + OF_ITS_DAEMON, image.resolve("lib"));
        Run.of(
                image.resolve("runtime/bin/java"),
                "-cp",
                image.resolve("lib/fishnet.jar"),
                "dev.fishnet.cli.ManualMain",
                image.resolve("share"),
                release.date());
        new Notices(target, image).collect();
        Path parts = target.resolve("bom.json");
        if (Files.exists(parts)) {
            Files.copy(parts, image.resolve("share/fishnet.cdx.json"));
        }
    }

    private void program(Path target, Path lib) throws IOException {
        Path own = target.resolve("fishnet-cli.jar");
        ProgramJar program = new ProgramJar();
        program.add(own);
        for (Path library : ProgramJar.jarsIn(target.resolve("lib"))) {
            program.add(library);
        }
        try (JarFile jar = new JarFile(own.toFile())) {
            Manifest manifest = jar.getManifest();
            program.write(lib, "fishnet.jar", manifest, release.time());
        }
        // Not beside the program: the class path of the service's unit is every jar in lib.
        Path first = Files.createDirectories(lib.resolve("first"));
        for (String name : List.of("loggers.jar", "loggers-2.jar")) {
            ProgramJar.single(first.resolve(name), "META-INF/services/java.lang.System$LoggerFinder", LOGGERS, release.time());
        }
    }

    /** Those of the checkout, without their comments, and with what is only true of an image. */
    private void options(String name, String more, Path lib) throws IOException {
        // A cache says by itself whether it is used, and the older word for that would contradict it.
        String shared = Files.readAllLines(module.resolve("src/main/launcher").resolve(name)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.equals("-Xshare:auto"))
                .collect(Collectors.joining("\n"));
        Files.writeString(lib.resolve(name), shared + "\n" + more);
    }
}
