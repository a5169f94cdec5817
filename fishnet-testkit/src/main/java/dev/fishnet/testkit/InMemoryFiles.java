package dev.fishnet.testkit;

import dev.fishnet.plan.FileChangePort;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that are only remembered. */
public final class InMemoryFiles implements FileChangePort {
    private final Map<String, Step.WriteFile> files = new TreeMap<>();

    /** Lets a file of root's exist that everybody may read. */
    public InMemoryFiles with(String path, String content) {
        write(new Step.WriteFile(path, content, new FileMode("root", "root", 0644)));
        return this;
    }

    /** Every file there is, by its path. */
    public Map<String, Step.WriteFile> all() {
        return Map.copyOf(files);
    }

    @Override
    public Optional<Step.WriteFile> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public void write(Step.WriteFile file) {
        files.put(file.path(), file);
    }

    @Override
    public void remove(String path) {
        files.remove(path);
    }
}
