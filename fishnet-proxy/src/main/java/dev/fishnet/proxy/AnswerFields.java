package dev.fishnet.proxy;

import dev.fishnet.proxy.answer.Coding;
import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.strict.FieldName;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The header fields an agent gets: the upstream's, without those of its connection and those that hold a key. */
final class AnswerFields {
    private static final Set<String> ONE_SPELLING = Set.of("content-length", "content-encoding", "content-type");

    private AnswerFields() {}

    /** @param rewritten whether the body's length may be another than the one declared */
    static HttpHeaders from(HttpHeaders upstream, KeyRing keys, Coding coding, boolean rewritten) {
        HttpHeaders fields = from(upstream, keys);
        if (coding != Coding.NONE) {
            fields.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
        if (coding != Coding.NONE || rewritten) {
            fields.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        return fields;
    }

    private static HttpHeaders from(HttpHeaders upstream, KeyRing keys) {
        HttpHeaders fields =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        List<String> named = FieldsDropped.namedByConnection(upstream);
        Iterator<Map.Entry<CharSequence, CharSequence>> all = upstream.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            String name = FieldName.canonical(field.getKey());
            if (passed(name, named)
                    && !respelt(field.getKey(), name)
                    && !keys.isIn(field.getKey())
                    && !keys.isIn(field.getValue())) {
                fields.add(field.getKey(), field.getValue());
            }
        }
        return fields;
    }

    /** A length stays even when {@code Connection} names it: without it the end of the answer would be another. */
    private static boolean passed(String name, List<String> named) {
        boolean length = HttpHeaderNames.CONTENT_LENGTH.contentEquals(name);
        return !FieldsDropped.hopByHop(name) && (length || !named.contains(name));
    }

    /** {@code Content_Length} and the like: another field here, and the same field to readers that fold the two. */
    private static boolean respelt(CharSequence given, String canonical) {
        return ONE_SPELLING.contains(canonical) && given.toString().indexOf('_') >= 0;
    }

    static boolean hasBody(HttpMethod asked, HttpResponse head) {
        return !asked.equals(HttpMethod.HEAD)
                && !head.status().equals(HttpResponseStatus.NO_CONTENT)
                && !head.status().equals(HttpResponseStatus.NOT_MODIFIED);
    }

    static boolean isEventStream(HttpHeaders upstream) {
        String type = upstream.get(HttpHeaderNames.CONTENT_TYPE, "");
        String bare = type.indexOf(';') < 0 ? type : type.substring(0, type.indexOf(';'));
        return bare.strip().equalsIgnoreCase("text/event-stream");
    }
}
