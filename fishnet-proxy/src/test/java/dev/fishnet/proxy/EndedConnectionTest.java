package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Eventually;
import java.io.EOFException;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that end: what came before the end may still lie unread when that is seen. */
class EndedConnectionTest {
    /** Whether a reset comes together with data is a matter of microseconds; of so many, some do. */
    private static final int MANY = 200;

    private static final String MODELS = "/proxy/openai/v1/models";
    private static final int HEAD = 60;

    @Test
    void anAnswerThatIsCutOffByAResetEndsForTheAgent() throws Exception {
        try (Door door = Door.open()) {
            for (int i = 0; i < MANY; i++) {
                door.upstream.answerNext(Answer.json(200, "x".repeat(4000)).cutOffAfter(HEAD + i * 20, CutOff.RST));
                try (RawAgent agent = door.agent().send(door.get(MODELS))) {
                    // A gateway that hangs is a SocketTimeoutException here.
                    assertThrows(EOFException.class, () -> whole(agent));
                }
            }
        }
    }

    /** An answer of ours, that the upstream failed, is whole, and no cut off one. */
    private static void whole(RawAgent agent) throws Exception {
        if (agent.reply().status() == 502) {
            throw new EOFException("the upstream's head was cut off");
        }
    }

    @Test
    void aReusedConnectionThatIsResetUnderTheNextRequestEndsForTheAgent() throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            for (int i = 0; i < MANY; i++) {
                door.upstream.answerNext(Answer.json(200, "{}"));
                assertEquals(200, agent.send(door.get(MODELS)).reply().status());
                door.upstream.answerNext(Answer.end(CutOff.RST));
                assertEquals(502, agent.send(door.get(MODELS)).reply().status());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/health, 200", "/nowhere, 404"})
    void whatIsAnsweredAtOnceReachesAnAgentThatSaysNoMore(String target, int status) throws Exception {
        try (Door door = Door.open()) {
            for (int i = 0; i < MANY; i++) {
                try (RawAgent agent = door.agent().send(door.get(target)).fallSilent()) {
                    assertEquals(status, agent.reply().status());
                    assertEquals("", agent.untilClosed());
                }
            }
        }
    }

    @Test
    void agentsThatResetLeaveNothingOpen() throws Exception {
        File descriptors = new File("/proc/self/fd");
        Assumptions.assumeTrue(descriptors.isDirectory(), "this system has no /proc/self/fd");
        try (Door door = Door.open()) {
            door.agent().send(door.get("/health")).close();
            int before = open(descriptors);
            for (int i = 0; i < MANY; i++) {
                String request = door.get("/health");
                door.agent()
                        .send(request.substring(0, i % request.length() + 1))
                        .vanish();
            }
            assertTrue(Eventually.isTrue(() -> open(descriptors) <= before), () -> open(descriptors) + " > " + before);
        }
    }

    private static int open(File descriptors) {
        String[] all = descriptors.list();
        return all == null ? 0 : all.length;
    }

    @Test
    void aGatewayWhoseAgentsResetStopsAtOnce() throws Exception {
        try (Door door = Door.open()) {
            for (int i = 0; i < MANY; i++) {
                door.agent().send("GET ").vanish();
            }
            long begun = System.nanoTime();
            door.gateway.stop(Duration.ofSeconds(20));
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos(), "it waits for who has gone");
        }
    }

    @Test
    void aGatewayThatHasStoppedLeavesItsPort() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Door door = Door.open()) {
                int port = door.gateway.addresses().getFirst().getPort();
                try (RawAgent agent = door.agent().send(door.get("/health"))) {
                    assertEquals(200, agent.reply().status());
                }
                door.gateway.stop(Duration.ZERO);
                ServerSocket next = new ServerSocket();
                next.setReuseAddress(true);
                next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                next.close();
            }
        }
    }
}
