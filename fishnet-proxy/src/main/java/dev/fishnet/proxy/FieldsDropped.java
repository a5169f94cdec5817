package dev.fishnet.proxy;

import dev.fishnet.proxy.strict.FieldName;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Fields that are for one connection only (RFC 9110, section 7.6.1), by list and by {@code Connection}. */
final class FieldsDropped {
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings");

    private static final List<String> KEPT_ALIVE = List.of("keep-alive");

    private FieldsDropped() {}

    static boolean hopByHop(String canonical) {
        return HOP_BY_HOP.contains(canonical) || canonical.startsWith("proxy-");
    }

    /** The names in {@code Connection}, canonical; empty members of its lists are skipped, as the RFC has it. */
    static List<String> namedByConnection(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONNECTION)) {
            return List.of();
        }
        Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(HttpHeaderNames.CONNECTION);
        boolean usual = HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(values.next()) && !values.hasNext();
        return usual ? KEPT_ALIVE : names(headers.getAll(HttpHeaderNames.CONNECTION));
    }

    private static List<String> names(List<String> values) {
        List<String> names = new ArrayList<>();
        for (String value : values) {
            for (String name : value.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(FieldName.canonical(name.strip()));
                }
            }
        }
        return names;
    }
}
