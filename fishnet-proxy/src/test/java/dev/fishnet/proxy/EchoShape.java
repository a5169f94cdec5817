package dev.fishnet.proxy;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import dev.fishnet.testkit.CutOff;
import java.util.Locale;
import java.util.Random;

/** The places in an answer where an upstream, out of malice or in an error page, may put the key it was sent. */
enum EchoShape {
    HEADER_VALUE {
        @Override
        Answer answer(String key, Random random) {
            return Answer.reply(200, "{}", "x-echo: Bearer " + key + "; a", "x-request-id: 1");
        }
    },
    HEADER_NAME {
        @Override
        Answer answer(String key, Random random) {
            return Answer.reply(200, "{}", "x-" + key + ": 1");
        }
    },
    COOKIE_AND_CHALLENGE {
        @Override
        Answer answer(String key, Random random) {
            return Answer.reply(401, "{}", "set-cookie: k=" + key, "www-authenticate: Bearer realm=\"" + key + "\"");
        }
    },
    REASON_PHRASE {
        @Override
        Answer answer(String key, Random random) {
            return Answer.raw("HTTP/1.1 400 Bad key " + key + "\r\ncontent-length: 2\r\n\r\n{}");
        }
    },
    VERSION_OR_STATUS {
        @Override
        Answer answer(String key, Random random) {
            String line = random.nextBoolean() ? key + " 200 OK" : "HTTP/1.1 " + key + " OK";
            return Answer.raw(line + "\r\ncontent-length: 2\r\n\r\n{}").then(Answer.end(CutOff.CLEAN));
        }
    },
    JSON_ERROR {
        @Override
        Answer answer(String key, Random random) {
            return Answer.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + key + ".\"}}");
        }
    },
    HTML_ERROR {
        @Override
        Answer answer(String key, Random random) {
            return Answer.reply(502, "<html><pre>" + text(key, random) + "</pre></html>", "content-type: text/html");
        }
    },
    LOCATION {
        @Override
        Answer answer(String key, Random random) {
            return Answer.redirect(302, "https://evil.example/?k=" + key);
        }
    },
    TRAILER {
        @Override
        Answer answer(String key, Random random) {
            return Chunks.head(200, "trailer: x-k")
                    .then(Chunks.chunk("{}"))
                    .then(Chunks.end("x-k: " + key, "x-" + key + ": 1"));
        }
    },
    CHUNKS {
        @Override
        Answer answer(String key, Random random) {
            return chunked(Chunks.head(200), text(key, random), random).then(Chunks.end());
        }
    },
    BYTE_BY_BYTE {
        @Override
        Answer answer(String key, Random random) {
            Answer answer = Chunks.head(200);
            for (int i = 0; i < key.length(); i++) {
                answer = answer.then(Chunks.chunk(key.substring(i, i + 1)));
            }
            return answer.then(Chunks.end());
        }
    },
    CHUNK_EXTENSION {
        @Override
        Answer answer(String key, Random random) {
            return Chunks.head(200)
                    .then(Answer.raw("2;k=" + key + "\r\n{}\r\n"))
                    .then(Chunks.end());
        }
    },
    EVENTS {
        @Override
        Answer answer(String key, Random random) {
            return chunked(Chunks.eventStream(), "data: {\"k\":\"" + text(key, random) + "\"}\n\n", random)
                    .then(Chunks.chunk("data: [DONE]\n\n"))
                    .then(Chunks.end());
        }
    },
    GZIP {
        @Override
        Answer answer(String key, Random random) {
            return Answer.gzip(200, text(key, random));
        }
    },
    INTERIM {
        @Override
        Answer answer(String key, Random random) {
            return Answer.interim(103, "link: <" + key + ">").then(Answer.json(200, "{}"));
        }
    },
    SWITCHING {
        @Override
        Answer answer(String key, Random random) {
            return Answer.raw("HTTP/1.1 101 x\r\nupgrade: " + key + "\r\nconnection: upgrade\r\n\r\n" + key)
                    .then(Answer.end(CutOff.CLEAN));
        }
    },
    UNTIL_CLOSED {
        @Override
        Answer answer(String key, Random random) {
            return Answer.raw("HTTP/1.0 200 OK\r\n\r\n" + text(key, random)).then(Answer.end(CutOff.CLEAN));
        }
    },
    LONG {
        @Override
        Answer answer(String key, Random random) {
            return Answer.reply(200, text(key, random).repeat(1 + random.nextInt(40)));
        }
    },
    TRUNCATED {
        @Override
        Answer answer(String key, Random random) {
            CutOff how = random.nextBoolean() ? CutOff.CLEAN : CutOff.FIN;
            return chunked(Chunks.head(200), text(key, random) + key, random)
                    .then(Chunks.end())
                    .cutOffAfter(1 + random.nextInt(700), how);
        }
    },
    AFTER_THE_END {
        @Override
        Answer answer(String key, Random random) {
            return Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}" + key)
                    .then(Answer.end(CutOff.CLEAN));
        }
    },
    MALFORMED {
        @Override
        Answer answer(String key, Random random) {
            StringBuilder bytes = new StringBuilder("HTTP/1.1 200 OK\r\nx: " + key + "\r\n"
                    + (random.nextBoolean() ? "content-length: 90\r\n\r\n" : "transfer-encoding: chunked\r\n\r\n40\r\n")
                    + text(key, random));
            for (int i = 0; i < 3; i++) {
                bytes.setCharAt(random.nextInt(bytes.length()), (char) random.nextInt(256));
            }
            return Answer.raw(bytes.toString()).then(Answer.end(CutOff.CLEAN));
        }
    };

    abstract Answer answer(String key, Random random);

    /** The key among beginnings of it, sometimes in capitals. */
    private static String text(String key, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            text.append(key, 0, random.nextInt(key.length())).append(" x ".repeat(random.nextInt(5)));
            text.append(random.nextInt(5) == 0 ? key.toUpperCase(Locale.ROOT) : key);
        }
        return text.toString();
    }

    private static Answer chunked(Answer head, String text, Random random) {
        Answer answer = head;
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(40));
            answer = answer.then(Chunks.chunk(text.substring(from, to)));
            from = to;
        }
        return answer;
    }
}
