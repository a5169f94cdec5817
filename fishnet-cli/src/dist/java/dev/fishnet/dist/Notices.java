package dev.fishnet.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * The licences of everything that ships, a folder for each library: what its jar says about it, and what
 * {@code src/dist/licenses} has for those that say nothing. The Java runtime's own are in {@code runtime/legal}.
 */
final class Notices {
    private static final Pattern NOTICE = Pattern.compile(
            "(META-INF/)?(license/)?[^/]*(LICENSE|NOTICE|COPYING|AL2\\.0|LGPL2\\.1)[^/]*", Pattern.CASE_INSENSITIVE);

    private final Path target;
    private final Path image;

    Notices(Path target, Path image) {
        this.target = target;
        this.image = image;
    }

    void collect() throws IOException {
        Path licenses = image.resolve("share/licenses");
        Path module = target.getParent();
        Trees.copy(module.resolve("src/dist/licenses"), licenses);
        Files.createDirectories(licenses.resolve("fishnet"));
        Files.copy(module.resolveSibling("LICENSE"), licenses.resolve("fishnet/LICENSE"));
        for (Path library : ProgramJar.jarsIn(target.resolve("lib"))) {
            String name = library.getFileName().toString().replaceFirst("-[0-9].*", "");
            if (!name.startsWith("fishnet-")) {
                collect(library, licenses.resolve(name));
            }
        }
    }

    private static void collect(Path library, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (JarFile jar = new JarFile(library.toFile(), false)) {
            for (ZipEntry entry : jar.stream().filter(Notices::isNotice).toList()) {
                Path file = folder.resolve(entry.getName().replaceFirst(".*/", ""));
                try (InputStream content = jar.getInputStream(entry)) {
                    Files.write(file, content.readAllBytes());
                }
            }
        }
        if (Trees.paths(folder).size() == 1) {
            throw new IOException("no licence of " + library.getFileName() + " is known; put it into src/dist/licenses");
        }
    }

    private static boolean isNotice(ZipEntry entry) {
        return !entry.isDirectory() && NOTICE.matcher(entry.getName()).matches();
    }
}
