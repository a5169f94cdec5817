package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The application image as it was built, without a machine of its own. */
@Timeout(300)
class ImageIT {
    /** Nothing that an operator's shell may have, a Java least of all. */
    private static final List<String> BARE = List.of("/usr/bin/env", "-i", "PATH=/nowhere", "JAVA_HOME=/nowhere");

    @Test
    void itRunsWithoutAnyJavaFromWhereverItLiesAndThroughALink(@TempDir Path folder) throws IOException {
        Path program = Distribution.image().resolve("bin/fishnet").toAbsolutePath();
        Path link = Files.createSymbolicLink(folder.resolve("another-name"), program);

        // /usr/bin is for readlink, which the launcher asks where a link leads to.
        List<String> linked = List.of("/usr/bin/env", "-i", "PATH=/usr/bin", link.toString(), "--version");
        Run direct = Run.of(Run.join(BARE, program.toString(), "--version"), Map.of())
                .mustSucceed();

        assertTrue(direct.output().matches("fishnet \\d.*\\n"), direct.output());
        assertEquals(direct.output(), Run.of(linked, Map.of()).mustSucceed().output());
    }

    @Test
    @Tag("S-63")
    void whatACallersEnvironmentSaysToJavaIsNotHeard() throws IOException {
        Path program = Distribution.image().resolve("bin/fishnet").toAbsolutePath();
        String trap = "-XX:NoSuchOption";

        Run.of(
                        List.of(program.toString(), "--version"),
                        Map.of(
                                "JAVA_TOOL_OPTIONS",
                                trap,
                                "JDK_JAVA_OPTIONS",
                                trap,
                                "JDK_AOT_VM_OPTIONS",
                                trap,
                                "_JAVA_OPTIONS",
                                trap))
                .mustSucceed();
    }

    @Test
    @Tag("S-63")
    void nothingInItCanBeChangedByOthersOrUnpackedWhileItRuns() throws IOException {
        Path image = Distribution.image();

        assertEquals(
                "",
                Run.of("find", image.toString(), "!", "-type", "l", "-perm", "/022")
                        .output());
        assertEquals(
                List.of("libjnidispatch", "libnetty_transport_native_io_uring", "libsqlitejdbc"),
                nativeParts(image.resolve("lib")));
        try (ZipFile jar = new ZipFile(image.resolve("lib/fishnet.jar").toFile())) {
            List<String> inside = jar.stream().map(ZipEntry::getName).toList();
            assertTrue(inside.contains("dev/fishnet/cli/Main.class"));
            assertEquals(
                    List.of(),
                    inside.stream().filter(name -> name.endsWith(".so")).toList());
        }
    }

    /** Their names, without the version and the processor that some have in them. */
    private static List<String> nativeParts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".so"))
                    .map(name -> name.replaceFirst("(\\d+_[a-z0-9_]+)?\\.so$", ""))
                    .sorted()
                    .toList();
        }
    }

    /** One that is not there would be looked for in the program's jars, which have other ones. */
    @Test
    void itTakesCryptographyFromNobodyButTheJdkItself() throws IOException {
        Path java = Distribution.image().resolve("runtime/bin/java");

        String said = Run.of(java.toString(), "-XshowSettings:security:providers", "-version")
                .mustSucceed()
                .output();

        assertEquals(
                List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE"),
                Pattern.compile("Provider name: (\\S+)")
                        .matcher(said)
                        .results()
                        .map(each -> each.group(1))
                        .toList());
    }

    @Test
    void everyPartComesWithItsLicence() throws IOException {
        Path licenses = Distribution.image().resolve("share/licenses");
        for (String library : List.of("fishnet", "bcprov-jdk18on", "netty-common", "sqlite-jdbc", "antlr4-runtime")) {
            try (Stream<Path> texts = Files.list(licenses.resolve(library))) {
                assertTrue(texts.findAny().isPresent(), library);
            }
        }
        assertTrue(Files.exists(Distribution.image().resolve("runtime/legal/java.base/LICENSE")));
    }

    /** The jars themselves are the same twice because Maven is told the time; this is what is made of them. */
    @Test
    @Tag("S-64")
    void builtAgainInAnotherFolderItIsTheSameToTheByte(@TempDir Path folder) throws IOException {
        Path module = folder.resolve("another/fishnet-cli");
        Files.createDirectories(module.resolve("target"));
        Files.copy(Path.of("../LICENSE"), folder.resolve("another/LICENSE"));
        for (String part : List.of("src", "target/lib", "target/fishnet-cli.jar", "target/bom.json")) {
            Run.of("cp", "-R", part, module.resolve(part).toString()).mustSucceed();
        }
        Path archive = Distribution.archive();

        Run.of(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "src/dist/java/dev/fishnet/dist/Distribution.java",
                                module.toString(),
                                System.getProperty("fishnet.version"),
                                System.getProperty("fishnet.time")),
                        Map.of(),
                        module,
                        240)
                .mustSucceed();

        for (Path file : List.of(archive, Distribution.debianPackage())) {
            assertEquals(
                    -1,
                    Files.mismatch(file, module.resolve("target/dist").resolve(file.getFileName())),
                    file.toString());
        }
    }
}
