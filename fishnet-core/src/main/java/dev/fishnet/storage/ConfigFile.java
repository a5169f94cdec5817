package dev.fishnet.storage;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.fishnet.config.ConfigException;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Setting;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code fishnet.toml}, read strictly: a key that is not a setting is an error that names the nearest one. */
public final class ConfigFile {
    private static final int LARGEST = 1 << 20;
    /** Edits between two keys that somebody may have meant as one. */
    private static final int NEAR = 5;

    private final Path file;

    public ConfigFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Writes the file, its owner's alone, where there is none. */
    public void create(String text) throws FishnetException {
        FileFailure.explained("write", file, () -> {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        });
    }

    /** The defaults, changed by what the file says. */
    public FishnetConfig read() throws FishnetException {
        FishnetConfig config = FishnetConfig.DEFAULT;
        return section(config, "", parse(text()));
    }

    private String text() throws FishnetException {
        return FileFailure.explained(
                "read", file, () -> new String(PlainFile.read(file, LARGEST), StandardCharsets.UTF_8));
    }

    private JsonNode parse(String text) throws ConfigException {
        TomlMapper toml = TomlMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            return toml.readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigException(
                    ErrorKind.USAGE,
                    file + ": line " + line + ": not TOML: " + e.getOriginalMessage(),
                    "correct the file and try again");
        }
    }

    private FishnetConfig section(FishnetConfig start, String prefix, JsonNode table) throws ConfigException {
        FishnetConfig config = start;
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            config = value.isObject() ? section(config, key + ".", value) : setting(config, key, value);
        }
        return config;
    }

    private FishnetConfig setting(FishnetConfig config, String key, JsonNode value) throws ConfigException {
        Optional<Setting> known = Setting.ofKey(key);
        if (known.isEmpty()) {
            throw new ConfigException(ErrorKind.USAGE, file + ": unknown key '" + key + "'", nearest(key));
        }
        Setting setting = known.get();
        if (setting.isNumber() ? !value.isNumber() : !value.isTextual()) {
            throw ConfigException.badValue(
                    file + ": " + key, setting.isNumber() ? "a number is needed" : "a text in quotes is needed");
        }
        return setting.apply(config, value.asText(), file + ": " + key);
    }

    private static String nearest(String key) {
        String nearest = Arrays.stream(Setting.values())
                .map(Setting::key)
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElseThrow();
        return distance(nearest, key) <= NEAR
                ? "the nearest known key is '" + nearest + "'"
                : "the known keys are "
                        + Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    /** Levenshtein's edit distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
