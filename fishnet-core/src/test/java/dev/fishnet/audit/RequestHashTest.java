package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RequestHashTest {
    /** As docs/log-format.md has it, made there with sha256sum. */
    private static final String DOCUMENTED = "029f2d82ae9860d745d7344a076b49fa403f0e72617058071a5553245e0beb85";

    @Test
    void theManualsExampleComesOut() {
        assertEquals(DOCUMENTED, of("POST", "/v1/chat/completions", "{}"));
    }

    @Test
    void piecesMakeNoDifference() {
        RequestHash pieces = new RequestHash("POST", "/v1/chat/completions");
        pieces.add("{".getBytes(UTF_8), 0, 1);
        pieces.add(ByteBuffer.wrap("}".getBytes(UTF_8)));

        assertEquals(DOCUMENTED, pieces.finish());
    }

    @Test
    void whereOnePartEndsMakesOne() {
        assertNotEquals(of("POST", "/a", "b"), of("POST", "/ab", ""));
        assertNotEquals(of("GET", "/a", ""), of("GET/", "a", ""));
    }

    private static String of(String method, String target, String body) {
        RequestHash hash = new RequestHash(method, target);
        byte[] octets = body.getBytes(UTF_8);
        hash.add(octets, 0, octets.length);
        return hash.finish();
    }
}
