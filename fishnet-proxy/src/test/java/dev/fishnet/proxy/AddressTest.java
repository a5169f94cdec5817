package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-47")
class AddressTest {
    private static final UpstreamName NAME = new UpstreamName("custom.other");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "fe80::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "8.8.8.8 127.0.0.1",
                "127.0.0.1 8.8.8.8",
                "2606:4700::1111 fd00::1"
            })
    void aNameThatLeadsToAPrivateAddressIsRefused(String addresses) throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        AtomicInteger asked = new AtomicInteger();
        NameLookup names = name -> {
            asked.incrementAndGet();
            return parsed(addresses);
        };
        try (Door door = door(upstream, "https://other.example:" + upstream.port(), false, names)) {
            Reply reply = asked(door);
            assertEquals("upstream_address_refused", reply.reason());
            assertEquals(502, reply.status());
            assertEquals(1, asked.get());
            assertEquals(0, upstream.connections());
        }
    }

    @Test
    void aPrivateAddressIsTakenWhereTheOperatorAllowsIt() throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        String base = "https://other.example:" + upstream.port();
        try (Door door = door(upstream, base, true, name -> parsed("127.0.0.1"));
                RawAgent agent = door.agent().send(door.get("/custom/other/v1/models"))) {
            assertTrue(Eventually.isTrue(() -> upstream.connections() == 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anAddressTheOperatorWroteOutIsTaken(String host) throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        try (Door door = door(upstream, "http://" + host + ":" + upstream.port(), false, name -> parsed("127.0.0.1"))) {
            assertEquals(200, asked(door).status());
        }
    }

    @Test
    void aCustomUpstreamGetsItsKeyAndAnyBodyAndNothingElse() throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        try (Door door = door(upstream, upstream.baseUri().toString(), false, NameLookup.SYSTEM)) {
            String request = door.post(
                    "/custom/other/v1/files", "\u0001\u0002", "X-Acme: mine\r\nContent-Encoding: br\r\nX-Y: z\r\n");
            try (RawAgent agent = door.agent().send(request)) {
                assertEquals(200, agent.reply().status());
            }
            assertEquals(List.of("Key sk-other"), upstream.requests().getFirst().headers("x-acme"));
            assertEquals("\u0001\u0002", upstream.requests().getFirst().bodyText());
            assertEquals(List.of(), List.copyOf(door.books.records()));
        }
    }

    @Test
    void aRefusalOfACustomUpstreamIsPlain() throws Exception {
        FakeUpstream upstream = FakeUpstream.plain();
        try (Door door = door(upstream, upstream.baseUri().toString(), false, NameLookup.SYSTEM)) {
            door.keys.remove(NAME);
            assertEquals(
                    "{\"error\":{\"message\":\"No key is stored for this upstream. The operator adds one with: fishnet"
                            + " add-key --service custom.other\",\"code\":\"no_credential\"}}",
                    asked(door).text());
        }
    }

    private static Door door(FakeUpstream upstream, String base, boolean privateAllowed, NameLookup names)
            throws Exception {
        Upstream other = new Upstream(
                NAME,
                Dialect.PLAIN,
                "/custom/other",
                URI.create(base),
                new CredentialHeader("x-acme", "Key "),
                privateAllowed);
        Door door = Door.judging(upstream, Rules.open(other), names);
        door.keys.with(NAME, "sk-other");
        return door;
    }

    private static Reply asked(Door door) throws Exception {
        try (RawAgent agent = door.agent().send(door.get("/custom/other/v1/models"))) {
            return agent.reply();
        }
    }

    private static List<InetAddress> parsed(String addresses) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses.split(" ")) {
            all.add(InetAddress.getByName(address));
        }
        return all;
    }
}
