package dev.fishnet.platform.macos;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A numeric address and a port, as lsof writes them ({@code [::1]:80}) or pfctl ({@code ::1[80]}). */
record Endpoint(String address, int port) {
    private static final Pattern WRITTEN =
            Pattern.compile("([0-9.]{7,15}):([0-9]{1,5})|\\[([0-9a-fA-F:.]{2,45})]:([0-9]{1,5})"
                    + "|([0-9a-fA-F:.]{2,45})\\[([0-9]{1,5})]");
    private static final String MAPPED = "::ffff:";

    static Optional<Endpoint> parse(String text) {
        Matcher found = WRITTEN.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int form = found.group(1) != null ? 1 : found.group(3) != null ? 3 : 5;
        String address = found.group(form);
        return Optional.of(new Endpoint(
                address.startsWith(MAPPED) && address.contains(".") ? address.substring(MAPPED.length()) : address,
                Integer.parseInt(found.group(form + 1))));
    }

    boolean isLoopback() {
        return address.startsWith("127.") || address.equals("::1");
    }
}
