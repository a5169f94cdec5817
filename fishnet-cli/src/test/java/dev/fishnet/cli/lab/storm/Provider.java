package dev.fishnet.cli.lab.storm;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Exchange;
import dev.fishnet.testkit.RecordedRequest;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the providers. It takes its money when it has a request whole, as they do, and what happens afterwards gives
 * nothing back; only what it refuses itself costs nothing.
 */
final class Provider implements Answer {
    private static final Pattern NUMBER = Pattern.compile("storm ([0-9]+) ");
    private static final Pattern USAGE_WANTED = Pattern.compile("\"include_usage\"\\s*:\\s*true");

    private final Storm storm;

    Provider(Storm storm) {
        this.storm = storm;
    }

    @Override
    public void send(RecordedRequest request, Exchange exchange) throws IOException, InterruptedException {
        String body = request.bodyText();
        Matcher number = NUMBER.matcher(body);
        if (!number.find()) {
            storm.fault("the upstream got a request without a number");
            return;
        }
        Shot shot = storm.shot(Integer.parseInt(number.group(1)));
        receive(shot, request.path());
        boolean counted = !shot.streamed()
                || shot.api() != Api.CHAT
                || USAGE_WANTED.matcher(body).find();
        answer(shot, counted).send(request, exchange);
    }

    private void receive(Shot shot, String path) {
        if (shot.card().trait() == Trait.UNKNOWN_MODEL) {
            storm.fault("a model without a price reached the upstream");
        }
        if (!path.equals(shot.api().path())) {
            storm.fault("the upstream was asked at " + path);
        }
        if (shot.card().deed().charges()) {
            storm.books().charge(shot);
        }
        if (shot.arrives() > 1) {
            storm.fault("a request reached the upstream twice");
        }
        storm.tally().count(shot.card().deed());
    }

    private static Answer answer(Shot shot, boolean counted) {
        Answer answer = deed(shot, counted);
        return switch (shot.card().manner()) {
            case LEAVES_BEFORE_THE_ANSWER -> leaving(shot).then(answer);
            case LEAVES_DURING_THE_ANSWER ->
                shot.card().deed() == Deed.ANSWERS ? Played.of(shot, counted).interruptedBy(leaving(shot)) : answer;
            default -> answer;
        };
    }

    private static Answer leaving(Shot shot) {
        return (request, exchange) -> shot.awaitLeaving();
    }

    private static Answer deed(Shot shot, boolean counted) {
        Played played = Played.of(shot, counted);
        Answer cut = Answer.end(shot.id() % 2 == 0 ? CutOff.RST : CutOff.FIN);
        return switch (shot.card().deed()) {
            case ANSWERS -> played.whole();
            case ANSWERS_IN_GZIP -> played.inGzip();
            case FORGETS_THE_USAGE -> Played.of(shot, false).whole();
            case HANGS -> Answer.never();
            case HANGS_MIDWAY -> played.upTo(1).then(Answer.never());
            case CUTS_BEFORE_THE_HEAD -> cut;
            case CUTS_IN_THE_HEAD -> Answer.raw("HTTP/1.1 200 OK\r\ncontent-ty").then(cut);
            case CUTS_MIDWAY, CUTS_AFTER_HALF_OF_THE_USAGE -> played.upTo(1).then(cut);
            case CUTS_AFTER_THE_USAGE -> played.withoutEnd().then(cut);
            case SAYS_400, SAYS_429, SAYS_500, SAYS_503, SAYS_529 ->
                refusal(shot.card().deed().status());
        };
    }

    private static Answer refusal(int status) {
        return Answer.json(status, "{\"type\":\"error\",\"error\":{\"type\":\"played\",\"message\":\"no\"}}");
    }
}
