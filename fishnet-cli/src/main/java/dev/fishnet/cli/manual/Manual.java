package dev.fishnet.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** All that is written from the description of the commands, as files of a folder that a package installs. */
public final class Manual {
    /** The texts by the files' names. */
    private final Map<String, String> files = new LinkedHashMap<>();

    /**
     * Writes every page from the commands' own description.
     *
     * @param root {@code fishnet} with every command and its verbs
     * @param date as it is printed
     */
    public Manual(CommandSpec root, String version, String date) {
        files.put("man1/fishnet.1", ManPage.of(root, version, date));
        Described.verbs(root)
                .forEach((name, command) ->
                        files.put("man1/fishnet-" + name + ".1", ManPage.of(command, version, date)));
        files.put("completions/fishnet", Shell.BASH.script(root));
        files.put("completions/_fishnet", Shell.ZSH.script(root));
        files.put("completions/fishnet.fish", Shell.FISH.script(root));
    }

    public void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
