package dev.fishnet.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Makes the distribution of what the build has left in {@code target}: the application image, its archive and its Debian
 * package. Run by Maven (profile {@code dist}), with the JDK that goes into the image, straight from this source.
 */
final class Distribution {
    private final Path module;
    private final Release release;

    private Distribution(Path module, Release release) {
        this.module = module;
        this.release = release;
    }

    /** The module's folder, the version, and the time that every file carries. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path module = Path.of(args[0]).toAbsolutePath().normalize();
        new Distribution(module, new Release(args[1], Instant.parse(args[2]))).make();
    }

    private void make() throws IOException, InterruptedException {
        Path target = module.resolve("target/dist");
        Trees.delete(target);
        Path image = target.resolve(release.name());
        new ApplicationImage(module, release).make(image);
        Path archive = target.resolve(release.name() + ".tar.gz");
        Trees.stamp(image, release.time());
        Archive.write(image, archive, release.time());
        say(archive);
        if (Run.has("dpkg-deb")) {
            Path debian = target.resolve("fishnet_" + release.debian() + "_" + release.debianArchitecture() + ".deb");
            new DebianPackage(module, release).make(image, target.resolve("debian"), debian);
            say(debian);
        } else {
            System.out.println("[fishnet] no Debian package: dpkg-deb is not installed");
        }
    }

    private static void say(Path file) {
        System.out.printf("[fishnet] %s: %.1f MB%n", file, file.toFile().length() / 1e6);
    }
}
