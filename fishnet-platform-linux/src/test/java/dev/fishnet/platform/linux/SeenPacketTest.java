package dev.fishnet.platform.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeenPacketTest {
    private static final InetAddress FOUR = Targets.address("198.51.100.77");
    private static final InetAddress SIX = Targets.address("2001:db8:77::77");
    private static final byte[] TOKEN = "fish0123".getBytes(US_ASCII);
    private static final String TOKEN_HEX = HexFormat.of().formatHex(TOKEN);
    private static final String UDP_4 = "45000024000040004011 0000 c0000201 c633644d 9c40 4e20 0010 0000" + TOKEN_HEX;
    private static final String FORGED_6 = "20010db8007700000000000000000079";
    private static final String SIX_HEX = "20010db8007700000000000000000077";
    private static final String UDP_6 = "6000000000101140" + FORGED_6 + SIX_HEX + "9c40 4e20 0010 0000" + TOKEN_HEX;
    private static final String REFUSAL_6 = "6000000000403a40" + SIX_HEX + FORGED_6 + "0101 0000 00000000" + UDP_6;

    @ParameterizedTest
    @CsvSource({"198.51.100.77, 20000, true", "198.51.100.77, 40000, false", "198.51.100.78, 20000, false"})
    void aPacketIsKnownByWhereItGoes(String address, int port, boolean expected) {
        assertEquals(expected, leaving(UDP_4).goesTo(Targets.address(address), port));
    }

    @Test
    void aPacketIsKnownByTheTokenInIt() {
        assertTrue(leaving(UDP_6).contains(TOKEN));
        assertTrue(leaving(UDP_6).goesTo(SIX, 20_000));
        assertFalse(leaving(UDP_6).contains("fish9999".getBytes(US_ASCII)));
    }

    @Test
    void aRefusalThatLeavesTheMachineHasCarriedOutWhatItQuotes() {
        assertTrue(leaving(REFUSAL_6).contains(TOKEN));
        assertTrue(leaving(REFUSAL_6).goesTo(SIX, 20_000));
    }

    @Test
    void aRefusalOnLoopbackIsNotWhatItQuotes() {
        SeenPacket refusal = new SeenPacket(bytes(REFUSAL_6), bytes(REFUSAL_6).length, true, "lo");

        assertFalse(refusal.contains(TOKEN));
        assertFalse(refusal.goesTo(SIX, 20_000));
    }

    @Test
    void aResetInTheNameOfTheTargetIsKnownByWhereItComesFrom() {
        String reset = "6000000000140640" + SIX_HEX + FORGED_6 + "4e20 9c40 00000000 00000000 5014 0000 0000 0000";

        assertTrue(leaving(reset).comesFrom(SIX, 20_000));
        assertFalse(leaving(reset).comesFrom(SIX, 40_000));
        assertFalse(leaving(reset).goesTo(SIX, 20_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "45",
                "4f",
                "60",
                "ff",
                "4f0000240000400040110000c0000201c633644d", // a header longer than the packet
                "400000240000400040110000c0000201c633644d", // a header without length
                "4500001400000000400100000000000000000000", // ICMP without ICMP
                "6000000000080040 20010db8007700000000000000000079 20010db8007700000000000000000077 00ff", // long
                // option
                "6000000000080040 20010db8007700000000000000000079 20010db8007700000000000000000077 0000000000000000",
                "6000000000082c40 20010db8007700000000000000000079 20010db8007700000000000000000077 2c",
                "000108000604000100000000000000000000" // ARP
            })
    void whatIsNoPacketMatchesNothing(String hex) {
        SeenPacket packet = leaving(hex);

        assertFalse(packet.goesTo(FOUR, 20_000));
        assertFalse(packet.goesTo(SIX, 20_000));
        assertFalse(packet.comesFrom(SIX, 20_000));
        assertFalse(packet.contains(TOKEN));
    }

    @Test
    void quotesInQuotesHaveAnEnd() {
        String nested = "6000000000403a40" + SIX_HEX + FORGED_6 + "0101000000000000";

        assertFalse(leaving(nested.repeat(1000)).goesTo(FOUR, 20_000));
    }

    private static SeenPacket leaving(String hex) {
        return new SeenPacket(bytes(hex), bytes(hex).length, false, "eth0");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
