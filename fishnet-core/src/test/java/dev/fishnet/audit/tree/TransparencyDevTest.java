package dev.fishnet.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proofs of transparency-dev/merkle, whole and broken; the README beside the data says whose it is. */
@Tag("S-50")
class TransparencyDevTest {
    @ParameterizedTest
    @MethodSource("inclusion")
    void inclusionProofsAreTakenAndRefusedAsThere(JsonNode vector) {
        boolean proves = path(vector)
                .map(path -> new InclusionProof(number(vector, "leafIdx"), number(vector, "treeSize"), path))
                .flatMap(proof -> hash(vector.get("leafHash"))
                        .flatMap(leaf -> hash(vector.get("root")).map(root -> proof.proves(leaf, root))))
                .orElse(false);

        assertEquals(vector.get("wantErr").booleanValue(), !proves);
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void consistencyProofsAreTakenAndRefusedAsThere(JsonNode vector) {
        boolean proves = path(vector)
                .map(path -> new ConsistencyProof(number(vector, "size1"), number(vector, "size2"), path))
                .flatMap(proof -> hash(vector.get("root1"))
                        .flatMap(before -> hash(vector.get("root2")).map(after -> proof.proves(before, after))))
                .orElse(false);

        assertEquals(vector.get("wantErr").booleanValue(), !proves);
    }

    static List<Named<JsonNode>> inclusion() throws IOException {
        return vectors("/merkle/inclusion.jsonl");
    }

    static List<Named<JsonNode>> consistency() throws IOException {
        return vectors("/merkle/consistency.jsonl");
    }

    private static List<Named<JsonNode>> vectors(String resource) throws IOException {
        List<Named<JsonNode>> vectors = new ArrayList<>();
        try (InputStream in = TransparencyDevTest.class.getResourceAsStream(resource)) {
            for (JsonNode vector : new ObjectMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(in)
                    .readAll()) {
                vectors.add(Named.of(vector.get("file").textValue(), vector));
            }
        }
        return vectors;
    }

    /** As unsigned 64 bits, which Go has and we read as a negative number. */
    private static long number(JsonNode vector, String name) {
        return vector.get(name).bigIntegerValue().longValue();
    }

    /** Empty when a hash of it has not the length of one: our types cannot hold such a path. */
    private static Optional<List<LogHash>> path(JsonNode vector) {
        List<LogHash> path = new ArrayList<>();
        for (JsonNode each : vector.get("proof")) {
            Optional<LogHash> hash = hash(each);
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            path.add(hash.orElseThrow());
        }
        return Optional.of(path);
    }

    private static Optional<LogHash> hash(JsonNode base64) {
        try {
            return Optional.of(LogHash.of(Base64.getDecoder().decode(base64.textValue())));
        } catch (IllegalArgumentException notOfThatLength) {
            return Optional.empty();
        }
    }
}
