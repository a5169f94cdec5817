package dev.fishnet.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The program and its libraries as one jar, stored without compression: one file to open, nothing to inflate, and a
 * class path that does not depend on the order of a folder. For each class there is the one form that Java 25 would
 * choose. The native parts for every system but ours stay behind, and ours go beside the jar.
 */
final class ProgramJar {
    private static final int JAVA = 25;
    private static final String VERSIONS = "META-INF/versions/";

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();

    /** Adds all of a library but what only makes sense in its own jar. */
    void add(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile(), false)) {
            for (ZipEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream content = jar.getInputStream(entry)) {
                    add(library, entry.getName(), content.readAllBytes());
                }
            }
        }
    }

    private void add(Path library, String name, byte[] content) throws IOException {
        if (name.startsWith(VERSIONS)) {
            int slash = name.indexOf('/', VERSIONS.length());
            int version = Integer.parseInt(name.substring(VERSIONS.length(), slash));
            if (version <= JAVA) {
                put(library, name.substring(slash + 1), content, version);
            }
        } else {
            put(library, name, content, 0);
        }
    }

    private void put(Path library, String name, byte[] content, int version) throws IOException {
        if (JarContent.isLeftOut(name)) {
            return;
        }
        if (JarContent.isJoined(name)) {
            entries.merge(name, content, ProgramJar::joined);
            return;
        }
        int present = versions.getOrDefault(name, -1);
        if (present == version && !java.util.Arrays.equals(entries.get(name), content)) {
            throw new IOException(library.getFileName() + " has another " + name + " than a library before it");
        }
        if (version > present) {
            versions.put(name, version);
            entries.put(name, content);
        }
    }

    /** Lists of names, one a line. */
    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** Writes it, and the native parts for this system beside it. */
    void write(Path folder, String name, Manifest manifest, Instant time) throws IOException {
        Files.createDirectories(folder);
        for (String library : JarContent.nativeLibraries()) {
            byte[] content = entries.remove(library);
            if (content == null) {
                throw new IOException("no library has " + library);
            }
            Files.write(folder.resolve(library.substring(library.lastIndexOf('/') + 1)), content);
        }
        entries.keySet().removeIf(JarContent::isNative);
        ClassRaiser raiser = new ClassRaiser(entries);
        LocalDateTime stamp = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            jar.setMethod(ZipOutputStream.STORED);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            manifest.write(head);
            store(jar, JarFile.MANIFEST_NAME, head.toByteArray(), stamp);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                boolean isClass = entry.getKey().endsWith(".class");
                store(jar, entry.getKey(), isClass ? raiser.raised(entry.getValue()) : entry.getValue(), stamp);
            }
        }
    }

    /** Writes a jar of one entry. */
    static void single(Path file, String name, String content, Instant time) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            jar.setMethod(ZipOutputStream.STORED);
            store(jar, name, content.getBytes(StandardCharsets.UTF_8), LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        }
    }

    private static void store(ZipOutputStream jar, String name, byte[] content, LocalDateTime time)
            throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    static List<Path> jarsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
