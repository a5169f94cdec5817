package dev.fishnet.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Chooses the answer: a missing credential's, the scripted one, or the one the played API would give. */
final class Playbook {
    private final Queue<Answer> scripted = new ConcurrentLinkedQueue<>();
    private volatile Optional<HeaderField> credential = Optional.empty();
    private volatile Answer otherwise = PlayedApi::answer;

    void next(Answer answer) {
        scripted.add(answer);
    }

    void always(Answer answer) {
        otherwise = answer;
    }

    void require(HeaderField wanted) {
        credential = Optional.of(wanted);
    }

    Answer answerTo(RecordedRequest request) {
        if (!authorized(request)) {
            return PlayedApi::unauthorized;
        }
        Answer next = scripted.poll();
        return next == null ? otherwise : next;
    }

    private boolean authorized(RecordedRequest request) {
        return credential
                .map(c -> request.headers(c.name()).equals(List.of(c.value())))
                .orElse(true);
    }
}
