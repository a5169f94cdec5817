package dev.fishnet.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The image as a Debian package: where the system looks for programs, pages and completion, and what root does then. */
final class DebianPackage {
    private final Path debian;
    private final Release release;

    DebianPackage(Path module, Release release) {
        this.debian = module.resolve("src/dist/debian");
        this.release = release;
    }

    /** Puts the package's files together in a folder, which is left there for tests to look at, and packs it. */
    void make(Path image, Path tree, Path file) throws IOException, InterruptedException {
        Path program = tree.resolve("usr/lib/fishnet");
        Files.createDirectories(program);
        for (String part : List.of("bin", "lib", "runtime")) {
            Trees.copy(image.resolve(part), program.resolve(part));
        }
        Files.createDirectories(tree.resolve("usr/bin"));
        Files.createSymbolicLink(tree.resolve("usr/bin/fishnet"), Path.of("../lib/fishnet/bin/fishnet"));
        pages(image.resolve("share/man1"), tree.resolve("usr/share/man/man1"));
        completion(image.resolve("share/completions"), tree.resolve("usr/share"));
        documents(image.resolve("share"), tree.resolve("usr/share/doc/fishnet"));
        control(tree);
        Trees.stamp(tree, release.time());
        Run.of(
                Map.of("SOURCE_DATE_EPOCH", Long.toString(release.time().getEpochSecond())),
                "dpkg-deb",
                "--root-owner-group",
                "-Zxz",
                "-z1",
                "--build",
                tree,
                file);
    }

    private static void pages(Path from, Path to) throws IOException, InterruptedException {
        for (Path page : Trees.paths(from)) {
            if (Files.isRegularFile(page)) {
                compress(Files.readAllBytes(page), to.resolve(page.getFileName().toString()));
            }
        }
    }

    private static void completion(Path from, Path share) throws IOException {
        Path bash = share.resolve("bash-completion/completions/fishnet");
        Files.createDirectories(bash.getParent());
        // It is read by a shell, not run.
        Files.writeString(bash, Files.readString(from.resolve("fishnet")).replaceFirst("^#!.*\n", ""));
        put(from.resolve("_fishnet"), share.resolve("zsh/vendor-completions/_fishnet"));
        put(from.resolve("fishnet.fish"), share.resolve("fish/vendor_completions.d/fishnet.fish"));
    }

    private void documents(Path share, Path documents) throws IOException, InterruptedException {
        Trees.copy(share.resolve("licenses"), Files.createDirectories(documents).resolve("licenses"));
        put(debian.resolve("copyright"), documents.resolve("copyright"));
        if (Files.exists(share.resolve("fishnet.cdx.json"))) {
            put(share.resolve("fishnet.cdx.json"), documents.resolve("fishnet.cdx.json"));
        }
        String changelog = filled(Files.readString(debian.resolve("changelog")), 0);
        compress(changelog.getBytes(StandardCharsets.UTF_8), documents.resolve("changelog"));
        put(debian.resolve("lintian-overrides"), documents.resolve("../../lintian/overrides/fishnet").normalize());
    }

    private void control(Path tree) throws IOException {
        long kilobytes = Trees.size(tree) / 1024;
        Path folder = Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(folder.resolve("control"), filled(Files.readString(debian.resolve("control")), kilobytes));
        for (String script : List.of("postinst", "prerm", "postrm")) {
            put(debian.resolve(script), folder.resolve(script));
        }
    }

    private String filled(String template, long kilobytes) {
        return template.replace("@VERSION@", release.debian())
                .replace("@ARCHITECTURE@", release.debianArchitecture())
                .replace("@KILOBYTES@", Long.toString(kilobytes))
                .replace("@DATE@", release.changelogDate());
    }

    private static void put(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** The file with {@code .gz}, as policy wants it: as small as can be, without a name or a time inside. */
    private static void compress(byte[] content, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Run.of("gzip", "-9n", file);
    }
}
