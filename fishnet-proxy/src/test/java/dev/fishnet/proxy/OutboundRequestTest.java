package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.upstream.CredentialHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundRequestTest {
    @Test
    void theHeadIsTheLineAndTheFieldsInTheirOrder() {
        SentFields fields = new SentFields();
        StringBuilder expected = new StringBuilder("GET /v1?a=b HTTP/1.1\r\n");
        for (int i = 0; i < 40; i++) {
            fields.add("f" + i, "v" + i);
            expected.append("f").append(i).append(": v").append(i).append("\r\n");
        }
        HeadText head = HeadText.begun();
        request("/v1?a=b", fields).writeTo(head);
        ByteBuf buffer = Unpooled.buffer();
        head.writeTo(buffer);
        assertEquals(expected.toString(), buffer.toString(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\r\nb: c", "/a\tb", "/a\u007f", "/\u00e9", "/\u010a"})
    void aTargetThatIsNotOneWordIsNoTargetAndItsBodyIsLetGoOf(String target) {
        ByteBuf body = Unpooled.directBuffer(8).writeZero(8);

        assertThrows(IllegalArgumentException.class, () -> request(target, new SentFields(), body));

        assertEquals(0, body.refCnt());
    }

    private static OutboundRequest request(String target, SentFields fields) {
        return request(target, fields, Unpooled.EMPTY_BUFFER);
    }

    private static OutboundRequest request(String target, SentFields fields, ByteBuf body) {
        return new OutboundRequest(
                HttpMethod.GET,
                target,
                fields,
                new CredentialHeader("authorization", "Bearer "),
                Optional.empty(),
                body);
    }
}
