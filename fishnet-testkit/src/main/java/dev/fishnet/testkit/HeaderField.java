package dev.fishnet.testkit;

/**
 * One header field as it came over the wire.
 *
 * @param name in the case it was sent in
 * @param value without the optional blanks around it
 */
public record HeaderField(String name, String value) {
    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    static HeaderField parse(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new HeaderField(line, "")
                : new HeaderField(
                        line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
