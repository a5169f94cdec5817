package dev.fishnet.platform.macos;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.ScriptedProcesses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** As much of dscl(1) and dseditgroup(8) as the plans use; their answers have the form of captured ones. */
final class PretendOpenDirectory {
    private final Map<String, Map<String, String>> records = new TreeMap<>();

    PretendOpenDirectory with(String path, String... attributesAndValues) {
        Map<String, String> record = records.computeIfAbsent(path, none -> new TreeMap<>());
        for (int i = 0; i < attributesAndValues.length; i += 2) {
            record.put(attributesAndValues[i], attributesAndValues[i + 1]);
        }
        return this;
    }

    Map<String, String> at(String path) {
        return records.getOrDefault(path, Map.of());
    }

    ScriptedProcesses answering(ScriptedProcesses processes) {
        return processes.answer(this::dscl, "dscl", ".").answer(this::dseditgroup, "dseditgroup");
    }

    private ProcessOutcome dscl(Command command) {
        List<String> words = command.argv().subList(2, command.argv().size());
        String path = words.get(1);
        return switch (words.getFirst()) {
            case "-read" -> read(path, words.subList(2, words.size()));
            case "-list" -> list(path, words.get(2));
            case "-create" -> create(path, words.subList(2, words.size()));
            case "-delete" -> delete(path, words.subList(2, words.size()));
            default -> new ProcessOutcome(64, "", "usage\n");
        };
    }

    private ProcessOutcome read(String path, List<String> wanted) {
        if (!records.containsKey(path)) {
            return new ProcessOutcome(56, "", "<dscl_cmd> DS Error: -14136 (eDSRecordNotFound)\n");
        }
        return printed(records.get(path).entrySet().stream()
                .filter(attribute -> wanted.isEmpty() || wanted.contains(attribute.getKey()))
                .map(PretendOpenDirectory::line)
                .collect(Collectors.joining()));
    }

    /** A value with blanks stands on a line of its own, and an attribute Apple does not know bears a prefix. */
    private static String line(Map.Entry<String, String> attribute) {
        String prefix = attribute.getKey().equals("IsHidden") ? "dsAttrTypeNative:" : "";
        String gap = attribute.getValue().contains(" ") ? ":\n " : ": ";
        return prefix + attribute.getKey() + gap + attribute.getValue() + "\n";
    }

    private ProcessOutcome list(String folder, String attribute) {
        return printed(records.entrySet().stream()
                .filter(record -> record.getKey().startsWith(folder + "/"))
                .filter(record -> record.getValue().containsKey(attribute))
                .map(record -> "%-24s %s\n"
                        .formatted(
                                record.getKey().substring(folder.length() + 1),
                                record.getValue().get(attribute)))
                .collect(Collectors.joining()));
    }

    private ProcessOutcome create(String path, List<String> attribute) {
        with(path, attribute.toArray(String[]::new));
        return printed("");
    }

    private ProcessOutcome delete(String path, List<String> attribute) {
        if (attribute.isEmpty()) {
            records.remove(path);
        } else {
            with(path).at(path).remove(attribute.getFirst());
        }
        return printed("");
    }

    private ProcessOutcome dseditgroup(Command command) {
        String path = "/Groups/" + command.argv().getLast();
        return switch (command.argv().get(2)) {
            case "create" ->
                create(path, List.of("PrimaryGroupID", command.argv().get(6)));
            case "delete" -> delete(path, List.of());
            default -> new ProcessOutcome(64, "", "usage\n");
        };
    }

    private static ProcessOutcome printed(String text) {
        return new ProcessOutcome(0, text, "");
    }

    /** Everything there is, for two states to be compared. */
    @Override
    public String toString() {
        return records.toString();
    }
}
