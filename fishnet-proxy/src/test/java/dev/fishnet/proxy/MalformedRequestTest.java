package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-08")
class MalformedRequestTest {
    private static Door door;

    @BeforeAll
    static void open() throws FishnetException {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    /** In the table ~ is CR LF, and H the right Host field. After each, a second request waits to be smuggled in. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            both lengths|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 5~Transfer-Encoding: chunked~~0~~
            both lengths, other order|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~Content-Length: 5~~0~~
            two lengths|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 5~Content-Length: 6~~abcdef
            the same length twice|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 5~Content-Length: 5~~abcde
            list of lengths|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 5, 5~~abcde
            signed length|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: +5~~abcde
            negative length|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: -5~~abcde
            hexadecimal length|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 0x5~~abcde
            length with a blank|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 5 5~~abcde
            empty length|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: ~~abcde
            length over 64 bits|400|POST /proxy/openai/v1 HTTP/1.1~H~Content-Length: 99999999999999999999~~abcde
            underscored length|400|POST /proxy/openai/v1 HTTP/1.1~H~Content_Length: 5~~
            coding that is not chunked|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: gzip~~
            coding before chunked|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: gzip, chunked~~0~~
            coding after chunked|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked, gzip~~0~~
            chunked twice|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~
            nearly chunked|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: xchunked~~0~~
            identity|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: identity~~
            vertical tab before chunked|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: \\013chunked~~0~~
            underscored coding|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer_Encoding: chunked~~0~~
            chunked in HTTP/1.0|505|POST /proxy/openai/v1 HTTP/1.0~H~Transfer-Encoding: chunked~~0~~
            blank before the colon|400|GET /proxy/openai/v1 HTTP/1.1~H~X : y~~
            tab before the colon|400|GET /proxy/openai/v1 HTTP/1.1~H~X\\t: y~~
            no colon|400|GET /proxy/openai/v1 HTTP/1.1~H~X~~
            no name|400|GET /proxy/openai/v1 HTTP/1.1~H~: y~~
            name that is no token|400|GET /proxy/openai/v1 HTTP/1.1~H~X(y: z~~
            name beyond ASCII|400|GET /proxy/openai/v1 HTTP/1.1~H~X\\351: z~~
            folded line|400|GET /proxy/openai/v1 HTTP/1.1~H~X: y~ z~~
            line folded with a tab|400|GET /proxy/openai/v1 HTTP/1.1~H~X: y~\\tz~~
            folded length|400|POST /proxy/openai/v1 HTTP/1.1~H~X: y~ Content-Length: 5~~abcde
            folded first line|400|GET /proxy/openai/v1 HTTP/1.1~ H~~
            NUL in a value|400|GET /proxy/openai/v1 HTTP/1.1~H~X: a\\000b~~
            CR in a value|400|GET /proxy/openai/v1 HTTP/1.1~H~X: a\\rb~~
            LF in a value|400|GET /proxy/openai/v1 HTTP/1.1~H~X: a\\nY: b~~
            control character in a value|400|GET /proxy/openai/v1 HTTP/1.1~H~X: a\\001b~~
            lines ended by LF alone|400|GET /proxy/openai/v1 HTTP/1.1\\nHost: x\\n\\n
            head ended by LF alone|400|GET /proxy/openai/v1 HTTP/1.1~H~\\n
            no Host|400|GET /proxy/openai/v1 HTTP/1.1~X: y~~
            two Hosts|400|GET /proxy/openai/v1 HTTP/1.1~H~H~~
            version 9.1|505|GET /proxy/openai/v1 HTTP/9.1~H~~
            version 1.9|505|GET /proxy/openai/v1 HTTP/1.9~H~~
            version 1.0|505|GET /proxy/openai/v1 HTTP/1.0~H~~
            version 2.0|505|PRI * HTTP/2.0~~SM~~
            version of three digits|505|GET /proxy/openai/v1 HTTP/1.10~H~~
            version in lower case|505|GET /proxy/openai/v1 http/1.1~H~~
            no version|400|GET /proxy/openai/v1~~
            two spaces in the request line|400|GET  /proxy/openai/v1 HTTP/1.1~H~~
            tab in the request line|400|GET\\t/proxy/openai/v1 HTTP/1.1~H~~
            vertical tab in the request line|400|GET\\013/proxy/openai/v1 HTTP/1.1~H~~
            two spaces before the version|400|GET /proxy/openai/v1  HTTP/1.1~H~~
            blank after the version|400|GET /proxy/openai/v1 HTTP/1.1 ~H~~
            four words in the request line|505|GET /proxy/openai/v1 x HTTP/1.1~H~~
            blank before the request|400| GET /proxy/openai/v1 HTTP/1.1~H~~
            empty line before the request|400|~GET /proxy/openai/v1 HTTP/1.1~H~~
            control characters before the request|400|\\000\\001GET /proxy/openai/v1 HTTP/1.1~H~~
            TLS|400|\\026\\003\\001\\002\\000\\001\\000
            method that is no token|400|GE(T /proxy/openai/v1 HTTP/1.1~H~~
            unknown method|501|BREW /proxy/openai/v1 HTTP/1.1~H~~
            TRACE|501|TRACE /proxy/openai/v1 HTTP/1.1~H~~
            CONNECT|501|CONNECT api.openai.com:443 HTTP/1.1~Host: api.openai.com:443~~
            absolute form|501|GET http://api.openai.com/proxy/openai/v1 HTTP/1.1~H~~
            authority form|400|GET api.openai.com:443 HTTP/1.1~H~~
            asterisk form|400|OPTIONS * HTTP/1.1~H~~
            chunk line ended by LF alone|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~5\\nabcde~0~~
            chunk size with 0x|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~0x5~abcde~0~~
            blank before the chunk size|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~ 5~abcde~0~~
            blank after the chunk size|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~5 ~abcde~0~~
            signed chunk size|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~+5~abcde~0~~
            negative chunk size|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~-5~abcde~0~~
            chunk size over 32 bits|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~100000005~abcde~0~~
            chunk size over 64 bits|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~10000000000000005~abcde~0~~
            empty chunk size|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~~abcde~0~~
            chunk size that is no number|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~5g~abcde~0~~
            LF in a chunk extension|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~5;a\\nb~abcde~0~~
            chunk longer than its size|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~5~abcdeXX~0~~
            chunk ended by LF alone|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~5~abcde\\n0~~
            length among the trailers|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~0~Content-Length: 5~~
            any trailer|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~0~X: y~~
            folded trailer|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~0~ X: y~~
            trailers ended by LF alone|400|POST /proxy/openai/v1 HTTP/1.1~H~Transfer-Encoding: chunked~~0~\\n
            Connection names the length|400|POST /proxy/openai/v1 HTTP/1.1~H~Connection: content-length~Content-Length: 5~~abcde
            Connection names the host|400|GET /proxy/openai/v1 HTTP/1.1~H~Connection: close, host~~
            Connection names the credential|400|GET /proxy/openai/v1 HTTP/1.1~H~Connection: Authorization~~
            Connection names the other credential|400|GET /proxy/openai/v1 HTTP/1.1~H~Connection: x_api_key~~
            Connection names no token|400|GET /proxy/openai/v1 HTTP/1.1~H~Connection: a b~~
            expectation that is not met|417|POST /proxy/openai/v1 HTTP/1.1~H~Expect: 200-ok~Content-Length: 5~~abcde
            """)
    void isRefusedAndTheConnectionClosed(String shape, int status, String request) throws IOException {
        String bytes = written(request) + door.get("/proxy/openai/v1/smuggled");
        try (RawAgent agent = door.agent().send(bytes)) {
            Reply reply = agent.reply();
            String after = agent.untilClosed();
            assertAll(
                    () -> assertEquals(status, reply.status()),
                    () -> assertTrue(reply.says("connection: close"), reply.head()),
                    () -> assertTrue(!reply.reason().isEmpty(), reply.head()),
                    () -> assertEquals("", after),
                    () -> assertEquals(0, door.upstream.connections(), "connections to the upstream"));
        }
    }

    /** The same way of writing makes requests that are taken, so that the table above shows something. */
    @Test
    void theTablesFormOfARequestIsTakenWhenItIsRight() throws Exception {
        try (Door other = Door.open();
                RawAgent agent = other.agent()) {
            agent.send(written("GET /proxy/openai/v1/models HTTP/1.1~H~X: y~~").replace(door.host(), other.host()));
            agent.send(written("POST /proxy/openai/v1/files HTTP/1.1~H~Transfer-Encoding: chunked~~5;a=b~abcde~0~~")
                    .replace(door.host(), other.host()));
            assertEquals(200, agent.reply().status());
            agent.reply();
            assertEquals("abcde", other.upstream.requests().get(1).bodyText());
        }
    }

    private static String written(String request) {
        return request.translateEscapes().replace("~", "\r\n").replace("H\r\n", "Host: " + door.host() + "\r\n");
    }
}
