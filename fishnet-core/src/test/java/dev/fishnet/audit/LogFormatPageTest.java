package dev.fishnet.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that describes the format, held to what is written. */
class LogFormatPageTest {
    private static final Path PAGE = Path.of("..", "docs", "log-format.md");
    private static final Pattern SECTION = Pattern.compile("^### (Every entry|Kind `\\w+`|Object `\\w+`)$");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| ([a-z ]+) \\| (always|or not) \\| ?([0-9]*|–) ?\\| .+ \\|$");
    private static final Set<String> EACH = Set.of("v", "n", "at", "kind");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A row without its last column.
     *
     * @param most where a text that is too long is cut; empty for what is no text
     */
    private record Field(String key, String value, String there, String most) {}

    /** What is known of one object from all of them that were written. */
    private static final class Shape {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, String> limits = new HashMap<>();
        private final Set<String> missing = new HashSet<>();

        void see(JsonNode object, List<String> keys) {
            keys.stream()
                    .filter(key -> !values.containsKey(key))
                    .forEach(key -> values.put(key, value(object.get(key))));
            values.keySet().stream().filter(key -> !keys.contains(key)).forEach(missing::add);
            List<String> known = values.keySet().stream().filter(keys::contains).toList();
            assertEquals(known, keys, "the keys have one order");
        }

        void measure(JsonNode object, List<String> keys) {
            keys.forEach(key -> limits.merge(key, limit(object.get(key)), (one, other) -> one));
        }

        List<Field> fields() {
            return values.entrySet().stream()
                    .map(each -> new Field(
                            each.getKey(),
                            each.getValue(),
                            missing.contains(each.getKey()) ? "or not" : "always",
                            limits.getOrDefault(each.getKey(), "not measured")))
                    .toList();
        }
    }

    @Test
    void itsTablesHaveEveryKeyThatIsWrittenInItsOrderAndNoOther() throws IOException {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        RandomEntries full = new RandomEntries(1, true);
        RandomEntries some = new RandomEntries(2, false);
        RandomEntries overlong = RandomEntries.overlong(3);
        for (int kind = 0; kind < RandomEntries.KINDS; kind++) {
            for (int round = 0; round < 50; round++) {
                see(shapes, full.next(kind), Shape::see);
                see(shapes, some.next(kind), Shape::see);
            }
            see(shapes, overlong.next(kind), Shape::measure);
            see(shapes, overlong.next(kind), Shape::measure);
        }

        assertEquals(
                text(shapes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().fields()))),
                text(documented()));
    }

    private interface Look {
        void at(Shape shape, JsonNode object, List<String> keys);
    }

    private static void see(Map<String, Shape> shapes, AuditEntry entry, Look look) throws IOException {
        JsonNode root = JSON.readTree(EntryText.of(5, entry));
        List<String> keys = keys(root);
        List<String> first = keys.subList(0, EACH.size());
        look.at(shape(shapes, "Every entry"), root, first);
        look.at(
                shape(shapes, "Kind `" + root.get("kind").textValue() + "`"),
                root,
                keys.subList(first.size(), keys.size()));
        objects(shapes, root, look);
    }

    private static void objects(Map<String, Shape> shapes, JsonNode parent, Look look) {
        for (String key : keys(parent)) {
            JsonNode child = parent.get(key);
            if (child.isObject()) {
                look.at(shape(shapes, "Object `" + key + "`"), child, keys(child));
                objects(shapes, child, look);
            }
        }
    }

    private static Shape shape(Map<String, Shape> shapes, String section) {
        return shapes.computeIfAbsent(section, name -> new Shape());
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static String value(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> "number";
            case BOOLEAN -> "true or false";
            case OBJECT -> "object";
            case ARRAY -> "list";
            default -> {
                String text = value.textValue();
                yield text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")
                        ? "time"
                        : text.matches("\\d{4}-\\d\\d-\\d\\d") ? "date" : "text";
            }
        };
    }

    /** Where the text was cut that is longer than any text may be; a dash for those that nobody can make so long. */
    private static String limit(JsonNode value) {
        JsonNode text = value.isArray() ? value.get(0) : value;
        if (!text.isTextual() || Set.of("time", "date").contains(value(text))) {
            return "";
        }
        boolean cut = text.textValue().matches("x+");
        if (value.isArray()) {
            assertTrue(value.size() == TextLimit.ITEMS, "the page says how many there are at most");
            return String.valueOf(TextLimit.WORD);
        }
        return cut ? String.valueOf(text.textValue().length()) : "–";
    }

    private static Map<String, List<Field>> documented() throws IOException {
        Map<String, List<Field>> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher heading = SECTION.matcher(line);
            section = heading.matches() ? heading.group(1) : line.startsWith("#") ? "" : section;
            if (!section.isEmpty() && line.startsWith("| `")) {
                Matcher row = ROW.matcher(line);
                assertTrue(row.matches(), line);
                sections.computeIfAbsent(section, name -> new ArrayList<>())
                        .add(new Field(row.group(1), row.group(2), row.group(3), row.group(4)));
            }
        }
        return sections;
    }

    private static String text(Map<String, List<Field>> sections) {
        return sections.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(section -> section.getKey() + "\n"
                        + section.getValue().stream().map(field -> field + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void itsWordsAreAllThereAre() throws IOException {
        String page = Files.readString(PAGE);

        for (String row : List.of(
                row("action", Action.values()),
                row("api", LlmApi.values()),
                row("ending", Ending.values()),
                row("scope", ReservationOutcome.Scope.values()),
                row("tier", Tier.values()))) {
            assertTrue(page.contains(row), () -> "the page must have " + row);
        }
    }

    private static String row(String key, Enum<?>[] words) {
        return "| `" + key + "` | "
                + Stream.of(words)
                        .map(word -> "`" + word.name().toLowerCase(Locale.ROOT) + "`")
                        .collect(Collectors.joining(", "))
                + " |\n";
    }

    @Test
    void itsLimitsAreThose() throws IOException {
        String page = Files.readString(PAGE);

        assertTrue(page.contains(String.format(Locale.ROOT, "No entry has more than %,d bytes.", EntryText.LONGEST)));
        assertTrue(page.contains("has at most " + TextLimit.ITEMS + " texts"));
        assertTrue(page.contains("at most " + TextLimit.WORD + " bytes."));
        assertTrue(page.contains("the version of the format: " + EntryText.VERSION + " |"));
    }
}
