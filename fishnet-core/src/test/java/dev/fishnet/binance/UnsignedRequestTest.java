package dev.fishnet.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UnsignedRequestTest {
    private static final String SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    private static final long TIME = 1_499_827_319_559L;

    private static String signed(UnsignedRequest request, long time) {
        try (SecretBytes secret = SecretBytes.takeFrom(SECRET.getBytes(StandardCharsets.US_ASCII))) {
            return request.signedTarget(secret, time);
        }
    }

    /** The example of Binance's documentation, "SIGNED Endpoint Examples for POST /api/v3/order". */
    @Test
    @Tag("S-49")
    void anOrderIsSignedAsInBinancesExample() {
        String query = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1";

        assertEquals(
                "/api/v3/order?" + query + "&recvWindow=5000&timestamp=1499827319559"
                        + "&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
                signed(new UnsignedRequest("POST", "/api/v3/order", query, 5000), TIME));
    }

    @Test
    void theSignatureCoversTimeAndWindow() {
        String at = signed(new UnsignedRequest("GET", "/api/v3/account", "", 5000), TIME);

        assertNotEquals(
                signature(at), signature(signed(new UnsignedRequest("GET", "/api/v3/account", "", 5000), TIME + 1)));
        assertNotEquals(
                signature(at), signature(signed(new UnsignedRequest("GET", "/api/v3/account", "", 5001), TIME)));
    }

    @Test
    @Tag("S-14")
    void itTellsNobodyWhatTheAgentWrote() {
        assertEquals(
                "UnsignedRequest[GET /api/v3/order]",
                new UnsignedRequest("GET", "/api/v3/order", "origClientOrderId=canary", 5000).toString());
    }

    private static String signature(String target) {
        return target.substring(target.indexOf("&signature=") + 11);
    }
}
