package dev.fishnet.cli.lab.storm;

import dev.fishnet.cli.lab.Requirements;
import dev.fishnet.testkit.FakeUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** Upstreams that keep the true books, the daemon between, and everybody who calls. */
final class StormLab implements AutoCloseable {
    /**
     * For each agent about half of what its part of the requests costs, so that caps are always what stops somebody.
     */
    private static final long CAP_FOR_A_REQUEST = 150_000;

    private final Storm storm;
    private final FakeUpstream openAi;
    private final FakeUpstream anthropic;
    private final Victim victim;
    private final Weather weather;
    private final Clients clients;
    private final long capInTheEnd;

    StormLab(Path folder, int requests, long seed) throws IOException, InterruptedException {
        Path launcher = Requirements.launcher();
        waitForADayThatIsLongEnough(requests);
        storm = new Storm(seed);
        openAi = FakeUpstream.plain().answerAlways(new Provider(storm));
        anthropic = FakeUpstream.plain().answerAlways(new Provider(storm));
        victim = new Victim(launcher, folder);
        capInTheEnd = CAP_FOR_A_REQUEST * requests;
        Settings settings =
                new Settings(openAi.baseUri().toString(), anthropic.baseUri().toString());
        weather = new Weather(storm, victim, settings, capInTheEnd, requests, seed);
        weather.begin();
        victim.addKey("openai");
        victim.addKey("anthropic");
        clients = new Clients(storm, victim.port(), tokens());
        victim.start();
    }

    private Map<String, String> tokens() {
        Map<String, String> tokens = new TreeMap<>();
        Storm.AGENTS.forEach(agent -> tokens.put(agent, victim.token(agent)));
        return tokens;
    }

    /** Budgets begin anew at midnight, UTC. */
    private static void waitForADayThatIsLongEnough(int requests) throws InterruptedException {
        Duration needed = Duration.ofMinutes(3).plusMillis(20L * requests);
        Duration left = Duration.between(LocalTime.now(ZoneOffset.UTC), LocalTime.MAX);
        if (left.compareTo(needed) < 0) {
            Thread.sleep(left.plusSeconds(1));
        }
    }

    Storm storm() {
        return storm;
    }

    Weather weather() {
        return weather;
    }

    Victim victim() {
        return victim;
    }

    Clients clients() {
        return clients;
    }

    long capInTheEnd() {
        return capInTheEnd;
    }

    @Override
    public void close() {
        victim.close();
        openAi.close();
        anthropic.close();
    }
}
