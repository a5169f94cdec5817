package dev.fishnet.proxy;

import java.util.Arrays;

/** The header fields of a request to an upstream, in their order: nobody asks them for a name, so they are a list. */
final class SentFields {
    private static final int USUAL = 24;

    private CharSequence[] namesAndValues = new CharSequence[USUAL];
    private int end;

    /** Adds one to the end, as it is: what is neither a name nor a value has been refused before. */
    SentFields add(CharSequence name, CharSequence value) {
        if (end == namesAndValues.length) {
            namesAndValues = Arrays.copyOf(namesAndValues, 2 * end);
        }
        namesAndValues[end] = name;
        namesAndValues[end + 1] = value;
        end += 2;
        return this;
    }

    void writeTo(HeadText head) {
        for (int i = 0; i < end; i += 2) {
            head.field(namesAndValues[i], namesAndValues[i + 1]);
        }
    }
}
