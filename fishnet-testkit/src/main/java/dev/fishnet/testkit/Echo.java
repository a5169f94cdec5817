package dev.fishnet.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.stream.Collectors;

/** Answers of an upstream that tells its client what it was sent, credential included. */
public final class Echo {
    private Echo() {}

    /** The request's head and body as plain text. */
    public static Answer inBody(int status) {
        return (request, exchange) -> Answer.reply(status, everything(request), "content-type: text/plain")
                .send(request, exchange);
    }

    /** The request's head in an HTML error page, as a debugging proxy shows it. */
    public static Answer inHtml(int status) {
        return (request, exchange) -> Answer.reply(
                        status,
                        "<html><body><h1>Error</h1><pre>" + escaped(request.headText()) + "</pre></body></html>",
                        "content-type: text/html")
                .send(request, exchange);
    }

    /** Every request field in a field of that name. */
    public static Answer inHeader(String name, int status) {
        return (request, exchange) -> Answer.reply(
                        status, "{}", "content-type: application/json", name + ": " + joined(request))
                .send(request, exchange);
    }

    /** Every request field in the query of a redirect. */
    public static Answer inRedirect(int status, String location) {
        return (request, exchange) -> Answer.redirect(
                        status, location + "?" + joined(request).replace(' ', '+'))
                .send(request, exchange);
    }

    /** Every request field in a trailer field of that name. */
    public static Answer inTrailer(String name) {
        return (request, exchange) -> Chunks.head(200, "trailer: " + name)
                .then(Chunks.chunk("{}"))
                .then(Chunks.end(name + ": " + joined(request)))
                .send(request, exchange);
    }

    private static String joined(RecordedRequest request) {
        return request.headers().stream().map(h -> h.name() + "=" + h.value()).collect(Collectors.joining("; "));
    }

    private static byte[] everything(RecordedRequest request) {
        return (request.headText() + new String(request.body(), ISO_8859_1)).getBytes(ISO_8859_1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
