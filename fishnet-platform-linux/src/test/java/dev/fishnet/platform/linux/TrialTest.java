package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fishnet.firewall.LoopbackAccess;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what a packet on loopback is known to be an attempt's. */
@EnabledOnOs(OS.LINUX)
class TrialTest {
    private static final String TOKEN = "fish00112233445566778899";
    private static final int FRESH_PORT = 36_542;
    private static final String FRESH = "8ebe";

    private final NetCalls calls = NetCalls.load();

    /**
     * Seen: the end of another connection on loopback had the port, and its answers were taken for the agent's packets.
     */
    @ParameterizedTest
    @CsvSource({
        "SYN of the attempt,         9c40, 02, true",
        "its SYN with ECN,           9c40, c2, true",
        "answer of the gateway,      0ec1, 12, false",
        "refusal of another attempt, 6d60, 14, false",
        "data of another connection, 0ec1, 18, false"
    })
    @Tag("S-26")
    void anAnswerToAnotherConnectionIsNotTheAttempt(String what, String from, String flags, boolean expected) {
        String ports = from + FRESH;

        try (Trial four = trial("lo-tcp4");
                Trial six = trial("lo-tcp6")) {
            String tcp = ports + "00000000" + "00000000" + "50" + flags + "0000" + "00000000";
            assertEquals(
                    expected,
                    four.isOn(onLoopback("45000028000040004006" + "0000" + "7f000001".repeat(2) + tcp)),
                    what);
            String one = "0".repeat(31) + "1";
            assertEquals(expected, six.isOn(onLoopback("6000000000140640" + one.repeat(2) + tcp)), what);
        }
    }

    @ParameterizedTest
    @CsvSource({"fish00112233445566778899, true", "a name server's answer, false"})
    @Tag("S-26")
    void aDatagramIsKnownByItsToken(String content, boolean expected) {
        String payload = HexFormat.of().formatHex(content.getBytes(StandardCharsets.US_ASCII));

        try (Trial trial = trial("lo-udp4")) {
            String udp = "0035" + FRESH + "00200000" + payload;
            assertEquals(
                    expected, trial.isOn(onLoopback("45000028000040004011" + "0000" + "7f000001".repeat(2) + udp)));
        }
    }

    @Test
    @Tag("S-26")
    void aConnectionThatIsTriedToItsPortIsNoDatagram() {
        try (Trial trial = trial("lo-udp4")) {
            String tcp = "9c40" + FRESH + "00000000" + "00000000" + "5002" + "0000" + "00000000";
            assertFalse(trial.isOn(onLoopback("45000028000040004006" + "0000" + "7f000001".repeat(2) + tcp)));
        }
    }

    private Trial trial(String id) {
        EscapeAttempt attempt = new EscapeTable(new Targets(List.of()))
                .all(new LoopbackAccess.Strict(3777, new TreeSet<>()), 3777).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return new Trial(calls, attempt, TOKEN, FRESH_PORT);
    }

    private static SeenPacket onLoopback(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new SeenPacket(bytes, bytes.length, true, "lo");
    }
}
