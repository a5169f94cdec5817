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
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The header fields an agent gets: the upstream's, without those of its connection and those that hold a key. */
final class AnswerFields {
    private static final Set<String> ONE_SPELLING = Set.of("content-length", "content-encoding", "content-type");

    private AnswerFields() {}

    /**
     * Takes the upstream's fields over: what is returned may be the same object, without those that are not passed on.
     *
     * @param rewritten whether the body's length may be another than the one declared
     */
    static HttpHeaders from(HttpHeaders upstream, KeyRing keys, Coding coding, boolean rewritten) {
        HttpHeaders fields = hasKey(upstream, keys) ? copied(upstream, keys) : without(upstream);
        if (coding != Coding.NONE) {
            fields.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
        if (coding != Coding.NONE || rewritten) {
            fields.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        return fields;
    }

    private static boolean hasKey(HttpHeaders upstream, KeyRing keys) {
        Iterator<Map.Entry<CharSequence, CharSequence>> all = upstream.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            if (keys.isIn(field.getKey()) || keys.isIn(field.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** Of fields none of which has a key in it, all of a name are passed on or none is. */
    private static HttpHeaders without(HttpHeaders upstream) {
        List<String> named = FieldsDropped.namedByConnection(upstream);
        List<CharSequence> dropped = new ArrayList<>(1);
        Iterator<Map.Entry<CharSequence, CharSequence>> all = upstream.iteratorCharSequence();
        while (all.hasNext()) {
            CharSequence given = all.next().getKey();
            String name = FieldName.canonical(given);
            if (!passed(name, named) || respelt(given, name)) {
                dropped.add(given);
            }
        }
        dropped.forEach(upstream::remove);
        return upstream;
    }

    /** A value that has a key in it goes, and others of the same name stay. */
    private static HttpHeaders copied(HttpHeaders upstream, KeyRing keys) {
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
        return ONE_SPELLING.contains(canonical) && AsciiString.indexOf(given, '_', 0) >= 0;
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
